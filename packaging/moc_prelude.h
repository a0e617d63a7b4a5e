// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef> // moc 6.4 needs the macros of libstdc++ before it meets <concepts>; see the top CMakeLists.txt
