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

// What a test waits for may take long on a machine that has much else to do; only a test that fails waits so long.
constexpr int patienceMs = 30'000;

template<typename Condition> bool waitFor(Condition condition)
{
    return QTest::qWaitFor(condition, patienceMs);
}

} // namespace hookwalk::test

#undef QTRY_VERIFY
#undef QTRY_COMPARE
#define QTRY_VERIFY(condition) QTRY_VERIFY_WITH_TIMEOUT(condition, hookwalk::test::patienceMs)
#define QTRY_COMPARE(actual, expected) QTRY_COMPARE_WITH_TIMEOUT(actual, expected, hookwalk::test::patienceMs)

#define HOOKWALK_TEST(Class)                                                                                 \
    namespace                                                                                                \
    {                                                                                                        \
    const bool isAdded##Class = hookwalk::test::addTest(                                                     \
        __FILE__, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });                   \
    }
