<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>hookwalk::cli</name>
    <message numerus="yes">
        <source>%n thing(s) stand in the way (✖).</source>
        <translation>
            <numerusform>%n thing stands in the way (✖).</numerusform>
            <numerusform>%n things stand in the way (✖).</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui</name>
    <message numerus="yes">
        <source>%1 packet(s), %2</source>
        <translation>
            <numerusform>%1 packet, %2</numerusform>
            <numerusform>%1 packets, %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 pkt(s) · %2B</source>
        <translation>
            <numerusform>%1 pkt · %2B</numerusform>
            <numerusform>%1 pkts · %2B</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n rule</numerusform>
            <numerusform>%n rules</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 line</numerusform>
            <numerusform>%1 lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n chain(s)</source>
        <translation>
            <numerusform>%1, %n chain</numerusform>
            <numerusform>%1, %n chains</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n rule(s) that are the same and did not match</source>
        <translation>
            <numerusform>… %n rule that is the same and did not match</numerusform>
            <numerusform>… %n rules that are the same and did not match</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>%n added</numerusform>
            <numerusform>%n added</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken away</source>
        <translation>
            <numerusform>%n taken away</numerusform>
            <numerusform>%n taken away</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>… %n more line(s)</source>
        <translation>
            <numerusform>… %n more line</numerusform>
            <numerusform>… %n more lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::AlignedSteps</name>
    <message numerus="yes">
        <source>%n step(s) of A have no match in B.</source>
        <translation>
            <numerusform>%n step of A has no match in B.</numerusform>
            <numerusform>%n steps of A have no match in B.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of B have no match in A.</source>
        <translation>
            <numerusform>%n step of B has no match in A.</numerusform>
            <numerusform>%n steps of B have no match in A.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ConnectionModel</name>
    <message numerus="yes">
        <source>%1, %2 packet(s)</source>
        <translation>
            <numerusform>%1, %2 packet</numerusform>
            <numerusform>%1, %2 packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DoctorPanel</name>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>%n hint</numerusform>
            <numerusform>%n hints</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ExportDialog</name>
    <message numerus="yes">
        <source>%n picture(s), and an index.md</source>
        <translation>
            <numerusform>%n picture, and an index.md</numerusform>
            <numerusform>%n pictures, and an index.md</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ExportOptions</name>
    <message numerus="yes">
        <source>All that the list shows: %n packet(s)</source>
        <translation>
            <numerusform>All that the list shows: %n packet</numerusform>
            <numerusform>All that the list shows: %n packets</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::MainWindow</name>
    <message numerus="yes">
        <source>%n flag(s) of the live recording are not saved.</source>
        <translation>
            <numerusform>%n flag of the live recording is not saved.</numerusform>
            <numerusform>%n flags of the live recording are not saved.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::RoundTripChart</name>
    <message numerus="yes">
        <source>last %n ping(s)</source>
        <translation>
            <numerusform>last %n ping</numerusform>
            <numerusform>last %n pings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ping(s)</source>
        <translation>
            <numerusform>%n ping</numerusform>
            <numerusform>%n pings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ping(s), no answer</source>
        <translation>
            <numerusform>%n ping, no answer</numerusform>
            <numerusform>%n pings, no answer</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TimelinePanel</name>
    <message numerus="yes">
        <source>%1 older one(s) are gone</source>
        <translation>
            <numerusform>%1 older one is gone</numerusform>
            <numerusform>%1 older ones are gone</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 · %3 older one(s) are gone</source>
        <translation>
            <numerusform>%1 to %2 · %3 older one is gone</numerusform>
            <numerusform>%1 to %2 · %3 older ones are gone</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TracePointsDialog</name>
    <message numerus="yes">
        <source>%n trace point(s), one before each chain</source>
        <translation>
            <numerusform>%n trace point, one before each chain</numerusform>
            <numerusform>%n trace points, one before each chain</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ViewTools</name>
    <message numerus="yes">
        <source>Show all %n own chain(s) of the ruleset, not only those that packets met</source>
        <translation>
            <numerusform>Show the own chain of the ruleset, also where no packet met it</numerusform>
            <numerusform>Show all %n own chains of the ruleset, not only those that packets met</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words</name>
    <message numerus="yes">
        <source>%n file(s), the first %2.</source>
        <translation>
            <numerusform>%n file: %2.</numerusform>
            <numerusform>%n files, the first %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are missing from the log between line %2 and line %3, by the numbers of its records.</source>
        <translation>
            <numerusform>%n line is missing from the log between line %2 and line %3, by the numbers of its records.</numerusform>
            <numerusform>%n lines are missing from the log between line %2 and line %3, by the numbers of its records.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are missing from the log about here, as its line %2 says.</source>
        <translation>
            <numerusform>%n line is missing from the log about here, as its line %2 says.</numerusform>
            <numerusform>%n lines are missing from the log about here, as its line %2 says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The lines of %n packet(s) would push the machine&apos;s own messages out of the kernel log, which has %2 KiB.</source>
        <translation>
            <numerusform>The lines of %n packet would push the machine&apos;s own messages out of the kernel log, which has %2 KiB.</numerusform>
            <numerusform>The lines of %n packets would push the machine&apos;s own messages out of the kernel log, which has %2 KiB.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) of payload</source>
        <translation>
            <numerusform>%n byte of payload</numerusform>
            <numerusform>%n bytes of payload</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>%n duplicate</numerusform>
            <numerusform>%n duplicates</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n event(s), %2 lost.</source>
        <translation>
            <numerusform>%n event, %2 lost.</numerusform>
            <numerusform>%n events, %2 lost.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>A program reads queue %2; %n packet(s) wait for its verdict.</source>
        <translation>
            <numerusform>A program reads queue %2; %n packet waits for its verdict.</numerusform>
            <numerusform>A program reads queue %2; %n packets wait for its verdict.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s) more, not shown here</source>
        <translation>
            <numerusform>%n packet more, not shown here</numerusform>
            <numerusform>%n packets more, not shown here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) more, not shown here</source>
        <translation>
            <numerusform>%n step more, not shown here</numerusform>
            <numerusform>%n steps more, not shown here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n packet</numerusform>
            <numerusform>%n packets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are alike.</source>
        <translation>
            <numerusform>%n step is alike.</numerusform>
            <numerusform>%n steps are alike.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chain(s) differ in rules.</source>
        <translation>
            <numerusform>%n chain differs in rules.</numerusform>
            <numerusform>%n chains differ in rules.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) in between, not shown here</source>
        <translation>
            <numerusform>%n step in between, not shown here</numerusform>
            <numerusform>%n steps in between, not shown here</numerusform>
        </translation>
    </message>
</context>
</TS>
