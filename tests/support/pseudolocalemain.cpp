// SPDX-License-Identifier: GPL-3.0-or-later
// pseudolocale FILE.qm: makes the pseudo-locale of the tests, to look at with hookwalk --lang FILE.qm.
#include "support/pseudolocale.h"

#include <cstdio>
#include <QFile>

int main(int argc, char** argv)
{
    const auto& made = hookwalk::test::pseudoLocale();
    for (const auto& warning : made.warnings)
        std::fprintf(stderr, "%s\n", qPrintable(warning));
    const auto to = QFile::decodeName(argc > 1 ? argv[1] : "");
    QFile::remove(to);
    return !made.file.isEmpty() && QFile::copy(made.file, to) ? 0 : 1;
}
