// SPDX-License-Identifier: GPL-3.0-or-later
#include "kernel/netlink/nft.h"

#include "kernel/base/failure.h"
#include "model/uniquefd.h"

#include <cerrno>
#include <linux/netlink.h>
#include <nftables/libnftables.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>

namespace hookwalk::kernel
{

void Nft::Free::operator()(nft_ctx* context) const
{
    nft_ctx_free(context);
}

Result<Nft> Nft::open()
{
    // libnftables calls exit() where it gets no socket, so try that first.
    if (!UniqueFd(socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_NETFILTER)))
        return systemFailure(say("no-nftables"), errno, say("load-nf-tables"));
    Nft nft(nft_ctx_new(NFT_CTX_DEFAULT));
    if (!nft.m_context)
        return failure(ErrorCode::KernelRefused, say("no-memory-for-nftables"));
    nft_ctx_buffer_output(nft.m_context.get());
    nft_ctx_buffer_error(nft.m_context.get());
    return nft;
}

Result<std::string> Nft::run(const std::string& commands)
{
    errno = 0;
    if (nft_run_cmd_from_buffer(m_context.get(), commands.c_str()) != 0) {
        const int error = errno;
        const std::string said = nft_ctx_get_error_buffer(m_context.get());
        const auto code = error == EPERM ? ErrorCode::PermissionDenied : ErrorCode::KernelRefused;
        return failure(code, say("nftables-refuses", said.substr(0, said.find('\n'))), error);
    }
    return std::string(nft_ctx_get_output_buffer(m_context.get()));
}

Result<std::string> Nft::list(const std::string& commands)
{
    nft_ctx_output_set_flags(m_context.get(),
                             NFT_CTX_OUTPUT_HANDLE | NFT_CTX_OUTPUT_TERSE | NFT_CTX_OUTPUT_NUMERIC_PRIO);
    auto printed = run(commands);
    nft_ctx_output_set_flags(m_context.get(), 0);
    return printed;
}

Result<nlohmann::json> Nft::query(const std::string& commands)
{
    nft_ctx_output_set_flags(m_context.get(), NFT_CTX_OUTPUT_JSON);
    const auto printed = run(commands);
    nft_ctx_output_set_flags(m_context.get(), 0);
    if (!printed)
        return tl::unexpected(printed.error());
    auto json = nlohmann::json::parse(*printed, nullptr, false);
    if (!json.is_object() || !json.contains("nftables"))
        return failure(ErrorCode::Unsupported, say("nftables-without-json"));
    return json["nftables"];
}

} // namespace hookwalk::kernel
