// SPDX-License-Identifier: GPL-3.0-or-later
// nftables, through libnftables.
#pragma once

#include "model/result.h"

#include <memory>
#include <nlohmann/json_fwd.hpp>
#include <string>

struct nft_ctx;

namespace hookwalk::kernel
{

class Nft
{
public:
    // Works in the network namespace that the process is in now. Tables made with the owner flag live as long
    // as this object (the kernel ties them to its netlink socket).
    static Result<Nft> open();

    // Runs nft commands in one transaction, all or none. Returns their output.
    Result<std::string> run(const std::string& commands);
    // The same; the output has the handle of each object, numeric priorities, and no elements of named sets.
    Result<std::string> list(const std::string& commands);
    // The same, printed as JSON (libnftables-json(5)): the list below "nftables". Not for commands that print
    // tables: libnftables 1.0.6 reads freed memory when it prints a table's flags as JSON.
    Result<nlohmann::json> query(const std::string& commands);

private:
    struct Free {
        void operator()(nft_ctx* context) const;
    };
    explicit Nft(nft_ctx* context)
        : m_context(context)
    {
    }

    std::unique_ptr<nft_ctx, Free> m_context;
};

} // namespace hookwalk::kernel
