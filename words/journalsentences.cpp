// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the journal: why a change cannot be noted, what was put back, and what was left
// (core/kernel/journal).
#include "words/sentences.h"

#include <array>

namespace hookwalk::words
{

namespace
{

constexpr std::array journal{
    // ---- what is changed cannot be noted
    Sentence{"other-hookwalk-changed-it",
             QT_TRANSLATE_NOOP("words",
                               "Another Hookwalk (process %1) has changed %2 and puts it back at its end.")},
    Sentence{"end-that-session", QT_TRANSLATE_NOOP("words", "End that session first.")},
    Sentence{"state-not-put-back",
             QT_TRANSLATE_NOOP(
                 "words", "Nothing was changed, because %1 is in a state that Hookwalk could not put back.")},
    Sentence{"too-many-changes",
             QT_TRANSLATE_NOOP(
                 "words", "Nothing was changed, because this session has changed too much to note more.")},
    Sentence{"journal-full",
             QT_TRANSLATE_NOOP("words", "Nothing was changed, because it cannot be noted in %1: %e.")},
    Sentence{"end-this-session",
             QT_TRANSLATE_NOOP(
                 "words", "End this session: what it changed is put back, and the next one begins anew.")},
    Sentence{
        "journal-not-made",
        QT_TRANSLATE_NOOP("words", "What would be changed cannot be noted first: %1 cannot be made: %e.")},
    Sentence{"journals-locked",
             QT_TRANSLATE_NOOP("words", "Another program locks each new file in %1. End that program.")},
    Sentence{"journal-not-opened", QT_TRANSLATE_NOOP("words", "The journal %1 cannot be opened: %e.")},
    Sentence{"journal-not-written", QT_TRANSLATE_NOOP("words", "The journal %1 cannot be written: %e.")},
    Sentence{"journal-not-locked", QT_TRANSLATE_NOOP("words", "The journal %1 cannot be locked: %e.")},

    // ---- its folder
    Sentence{"helper-without-group",
             QT_TRANSLATE_NOOP("words", "What would be changed cannot be noted first: this copy of the "
                                        "helper has no group of its own (setgid).")},
    Sentence{"journals-not-seen",
             QT_TRANSLATE_NOOP("words", "What helpers have noted in %1 cannot be seen from here: %e.")},
    Sentence{
        "journal-folder-not-opened",
        QT_TRANSLATE_NOOP("words", "What would be changed cannot be noted first: %1 cannot be opened: %e.")},
    Sentence{"journal-folder-not-seen", QT_TRANSLATE_NOOP("words", "The folder %1 cannot be looked at: %e.")},
    Sentence{
        "journal-folder-of-user",
        QT_TRANSLATE_NOOP("words", "Nothing is noted in %1 or put back from it: it belongs to user %2.")},
    Sentence{
        "journal-folder-open-to-all",
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing is noted in %1 or put back from it: it has mode %2, so everybody may write to it.")},
    Sentence{
        "journal-folder-entered-by-users",
        QT_TRANSLATE_NOOP(
            "words", "Nothing is noted in %1 or put back from it: it has mode %2, so users may enter it.")},
    Sentence{
        "journal-folder-group-has-user",
        QT_TRANSLATE_NOOP(
            "words",
            "Nothing is noted in %1 or put back from it: it is open to group %2, and user %3 is in it.")},
    Sentence{"journal-folder-of-other-group",
             QT_TRANSLATE_NOOP("words", "Nothing is noted in %1 or put back from it: it is not open to the "
                                        "group of this copy of the helper.")},
    Sentence{"as-root-beside-helper",
             QT_TRANSLATE_NOOP("words", "As root, in the folder of hookwalk-helper: %1")},

    // ---- what was left
    Sentence{"journal-not-followed",
             QT_TRANSLATE_NOOP(
                 "words",
                 "Nothing that stands in %1 was done: somebody other than a helper may have written it.")},
    Sentence{"journal-line-damaged",
             QT_TRANSLATE_NOOP("words",
                               "Line %1 of %2 is damaged or another helper's, so nothing was done for it.")},
    Sentence{"journal-held-by-undo",
             QT_TRANSLATE_NOOP("words", "What stands in %1 was not put back: a process that should have done "
                                        "it (hookwalk-undo) still holds it. End that process.")},
    Sentence{"journal-in-use-by",
             QT_TRANSLATE_NOOP("words", "What stands in %1 was not put back: its session is at work (process "
                                        "%2) and puts it back at its end.")},
    Sentence{"journal-in-use",
             QT_TRANSLATE_NOOP("words", "What stands in %1 was not put back: its session is at work (process "
                                        "not noted yet) and puts it back at its end.")},
    Sentence{"journal-of-other-namespace",
             QT_TRANSLATE_NOOP("words", "What stands in %1 was not put back: it is of another network "
                                        "namespace, and can be put back from there alone.")},
    Sentence{"journal-damaged",
             QT_TRANSLATE_NOOP("words", "What stands in %1 was not put back: its first line is damaged.")},
    Sentence{"left-for-now", QT_TRANSLATE_NOOP("words", "%1 is left as it is for now.")},
    Sentence{
        "device-open-in-program",
        QT_TRANSLATE_NOOP("words", "A program has %1 open: its connections would be cut. End that program.")},
    Sentence{"then-restore", QT_TRANSLATE_NOOP("words", "Then: %1")},
    Sentence{"alias-changed-since",
             QT_TRANSLATE_NOOP("words", "%1 was given another alias since, so it is left.")},
    Sentence{
        "state-changed-since",
        QT_TRANSLATE_NOOP("words", "The state of %1 was changed by somebody else since, so it is left.")},
    Sentence{"mtu-changed-since",
             QT_TRANSLATE_NOOP("words", "The MTU of %1 was changed by somebody else since, so it is left.")},
    Sentence{"setting-changed-since",
             QT_TRANSLATE_NOOP("words", "%1 was set to %2 by somebody else since, so it is left.")},
    Sentence{"not-as-it-was", QT_TRANSLATE_NOOP("words", "%1 is not as it was: %e.")},
    Sentence{"address-not-given-back",
             QT_TRANSLATE_NOOP("words", "%1 does not get the address %2 back: %e.")},
    Sentence{"route-not-given-back", QT_TRANSLATE_NOOP("words", "%1 does not get the route to %2 back: %e.")},
    Sentence{"address-mode-not-given-back",
             QT_TRANSLATE_NOOP("words", "%1 does not get its way to make addresses back: %e.")},

    // ---- what was put back
    Sentence{"device-gone-again", QT_TRANSLATE_NOOP("words", "%1 is gone again.")},
    Sentence{"device-up-again", QT_TRANSLATE_NOOP("words", "%1 is up again.")},
    Sentence{"device-down-again", QT_TRANSLATE_NOOP("words", "%1 is down again.")},
    Sentence{"mtu-again", QT_TRANSLATE_NOOP("words", "%1 has its MTU of %2 again.")},
    Sentence{"address-gone-again", QT_TRANSLATE_NOOP("words", "%1 lost an address that was added.")},
    Sentence{"flags-again", QT_TRANSLATE_NOOP("words", "%1 has its flags again.")},
    Sentence{"addresses-again", QT_TRANSLATE_NOOP("words", "%1 has its addresses and routes again.")},
    Sentence{"setting-again", QT_TRANSLATE_NOOP("words", "%1 is %2 again.")},
    Sentence{"setting-as-it-was", QT_TRANSLATE_NOOP("words", "%1 is as it was.")},

    // ---- whether the kernel log shows a namespace's packets
    Sentence{
        "kernel-log-without-root",
        QT_TRANSLATE_NOOP("words", "The kernel log does not show packets of a namespace made without root.")},
    Sentence{"kernel-log-not-of-namespace",
             QT_TRANSLATE_NOOP(
                 "words", "The kernel log does not show packets of this namespace (%1 cannot be set here).")},
    Sentence{"kernel-log-not-used", QT_TRANSLATE_NOOP("words", "The kernel log is not used.")},
    Sentence{"kernel-log-of-first-namespace",
             QT_TRANSLATE_NOOP("words", "The kernel log shows packets of the machine's first network "
                                        "namespace, and this is another one.")},
};

} // namespace

std::span<const Sentence> sentencesOfJournal()
{
    return journal;
}

} // namespace hookwalk::words
