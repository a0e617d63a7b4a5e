// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/part.h"

#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <filesystem>

namespace hookwalk
{

void* loadPart(const char* name)
{
    std::error_code none;
    const auto program = std::filesystem::read_symlink("/proc/self/exe", none);
    const auto file = program.parent_path().parent_path() / HOOKWALK_PARTS / name;
    void* const loaded = dlopen((file.string() + ".so").c_str(), RTLD_NOW | RTLD_LOCAL);
    void* const part = loaded == nullptr ? nullptr : dlsym(loaded, "part");
    if (part != nullptr)
        return part;
    std::fprintf(stderr, "hookwalk: error while loading a part of it: %s\n", dlerror());
    std::_Exit(127);
}

} // namespace hookwalk
