// SPDX-License-Identifier: GPL-3.0-or-later
// For tests that run under the thread sanitizer. Qt and GLib are not built with it, so it does not see how
// they synchronise: a wake-up of another thread's event loop looks like a race on the loop's eventfd, and the
// end of a QThread like one on its wait condition, and so does Qt Test's own watchdog.
#pragma once

#if defined(__SANITIZE_THREAD__)
#define HOOKWALK_THREAD_SANITIZER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define HOOKWALK_THREAD_SANITIZER
#endif
#endif

#ifdef HOOKWALK_THREAD_SANITIZER
extern "C" const char* __tsan_default_suppressions();
extern "C" const char* __tsan_default_suppressions()
{
    return "called_from_lib:libglib-2.0.so\n"
           "race:QWaitCondition\n"
           "race:QTest::qRun\n";
}
#endif
