// SPDX-License-Identifier: GPL-3.0-or-later
// Several test files are one program, so that headers are read and libraries linked once for them all:
//
//   core_tests tst_model [Qt Test's options]
#pragma once

#include <memory>
#include <QTest>
#include <string>

// What differs is printed: the sentence of a refusal, a code.
template<> inline char* QTest::toString(const std::string& text)
{
    return qstrdup(text.c_str());
}

namespace hookwalk::test
{

// Adds the test that is named as its file is, without the folder and ".cpp". Always true.
bool addTest(const char* file, std::unique_ptr<QObject> (*make)());

} // namespace hookwalk::test

#define HOOKWALK_TEST(Class)                                                                                 \
    namespace                                                                                                \
    {                                                                                                        \
    const bool isAdded##Class = hookwalk::test::addTest(                                                     \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });                   \
    }
