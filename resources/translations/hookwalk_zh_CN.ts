<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>Picture</name>
    <message>
        <source>nat rewrites</source>
        <translation>nat 改写</translation>
    </message>
    <message>
        <source>conntrack rewrites</source>
        <translation>conntrack 改写</translation>
    </message>
</context>
<context>
    <name>QCommandLineParser</name>
    <message>
        <source>Usage: %1</source>
        <translation>用法：%1</translation>
    </message>
    <message>
        <source>[options]</source>
        <translation>[选项]</translation>
    </message>
    <message>
        <source>Options:</source>
        <translation>选项：</translation>
    </message>
    <message>
        <source>Arguments:</source>
        <translation>参数：</translation>
    </message>
    <message>
        <source>Displays help on commandline options.</source>
        <translation>显示命令行选项的帮助。</translation>
    </message>
    <message>
        <source>Displays help including Qt specific options.</source>
        <translation>显示帮助，包括 Qt 专用选项。</translation>
    </message>
    <message>
        <source>Displays help, including generic Qt options.</source>
        <translation>显示帮助，包括 Qt 通用选项。</translation>
    </message>
    <message>
        <source>Displays version information.</source>
        <translation>显示版本信息。</translation>
    </message>
    <message>
        <source>Unknown option &apos;%1&apos;.</source>
        <translation>未知选项“%1”。</translation>
    </message>
    <message>
        <source>Unknown options: %1.</source>
        <translation>未知选项：%1。</translation>
    </message>
    <message>
        <source>Missing value after &apos;%1&apos;.</source>
        <translation>“%1”之后缺少值。</translation>
    </message>
    <message>
        <source>Unexpected value after &apos;%1&apos;.</source>
        <translation>“%1”之后有多余的值。</translation>
    </message>
</context>
<context>
    <name>hookwalk::cli</name>
    <message>
        <source>Prints one JSON object for each netfilter LOG or TRACE line of a kernel log.</source>
        <translation>为内核日志中的每个 netfilter LOG 或 TRACE 行输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Print one object with the counts and the speed instead.</source>
        <translation>改为输出一个含计数与速度的对象。</translation>
    </message>
    <message>
        <source>As root: %1</source>
        <translation>以 root 身份：%1</translation>
    </message>
    <message>
        <source>Nothing stands in the way.</source>
        <translation>没有任何障碍。</translation>
    </message>
    <message numerus="yes">
        <source>%n thing(s) stand in the way (✖).</source>
        <translation>
            <numerusform>有 %n 项障碍（✖）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing was left behind: there is nothing to put back.</source>
        <translation>没有任何遗留：无需恢复。</translation>
    </message>
    <message>
        <source>Says what this machine has and lacks for Hookwalk, and why something would not be seen: ✔ good, ! good
to know, ✖ in the way, each with a command that mends it. Changes nothing. As root it sees more.
The exit status is 0 where nothing is in the way, else 1.</source>
        <translation>说明本机对 Hookwalk 具备什么、缺少什么，以及为何会观测不到某些内容：
✔ 正常，! 值得注意，✖ 有障碍，每项都附有解决它的命令。不作任何更改。以 root 身份运行能看到更多。
没有障碍时退出状态为 0，否则为 1。</translation>
    </message>
    <message>
        <source>Looks at a lab instead.</source>
        <translation>改为检查一个实验环境。</translation>
    </message>
    <message>
        <source>One JSON object for each check.</source>
        <translation>每项检查输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Puts back what helpers that were killed have left behind, and says what. As root.</source>
        <translation>恢复被终止的辅助程序遗留的更改，并说明恢复了什么。须以 root 身份运行。</translation>
    </message>
    <message>
        <source>Asks an administrator (pkexec) for what this user may not do: to see as much as
root does, or with --restore to put back what is root&apos;s.</source>
        <translation>对当前用户无权进行的操作请求管理员授权 (pkexec)：像 root 一样查看，
或与 --restore 一起恢复属于 root 的内容。</translation>
    </message>
    <message>
        <source>doctor takes options only; see `hookwalk-cli doctor --help`.</source>
        <translation>doctor 只接受选项；见 `hookwalk-cli doctor --help`。</translation>
    </message>
    <message>
        <source>A lab leaves nothing behind and needs nobody&apos;s consent: --restore and --ask are for this machine.</source>
        <translation>实验环境不留下任何东西，也无需谁同意：--restore 和 --ask 用于本机。</translation>
    </message>
    <message>
        <source>Sends one probe through a lab of its own and prints the way it took, the way of what answered it, what was
decided and why. SRC may be &quot;auto&quot;. The exit status is 0 where it was answered or delivered, else 1;
of several it is that of the first that came no further.</source>
        <translation>在独立的实验环境中发送一个探测包，输出它走过的路径、应答的路径、作出的判决及其原因。
SRC 可为“auto”。探测包得到应答或已送达时退出状态为 0，否则为 1；
有多个探测包时，以第一个未能到达的为准。</translation>
    </message>
    <message>
        <source>its source address, or auto: one that fits</source>
        <translation>源地址，或 auto：自动选择合适的地址</translation>
    </message>
    <message>
        <source>its destination address</source>
        <translation>目的地址</translation>
    </message>
    <message>
        <source>How many probes, 1 to 100, one after another. Default: 1.</source>
        <translation>探测包的数目，1 到 100，依次发送。默认：1。</translation>
    </message>
    <message>
        <source>How many seconds an answer may take. Default: 0.3.</source>
        <translation>等待应答的最长秒数。默认：0.3。</translation>
    </message>
    <message>
        <source>The time is over (--max-time).</source>
        <translation>时间已到 (--max-time)。</translation>
    </message>
    <message>
        <source>So much was reported (--max-size).</source>
        <translation>报告量已达上限 (--max-size)。</translation>
    </message>
    <message>
        <source>Interrupted before the first ping was sent.</source>
        <translation>在发送第一个 ping 之前被中断。</translation>
    </message>
    <message>
        <source>See `%1 --help`.</source>
        <translation>见 `%1 --help`。</translation>
    </message>
    <message>
        <source>the kernel log; &quot;-&quot; or nothing: standard input</source>
        <translation>内核日志；“-”或留空：标准输入</translation>
    </message>
    <message>
        <source>Only one file can be read, but %1 were named. Join them with cat and pipe them in.</source>
        <translation>只能读取一个文件，但给出了 %1 个。请用 cat 合并后经管道输入。</translation>
    </message>
    <message>
        <source>See how the Linux kernel moves a packet through netfilter.</source>
        <translation>观察 Linux 内核如何让数据包穿过 netfilter。</translation>
    </message>
    <message>
        <source>Commands:</source>
        <translation>命令：</translation>
    </message>
    <message>
        <source>`hookwalk-cli COMMAND --help` tells more about each.</source>
        <translation>各命令的详情见 `hookwalk-cli COMMAND --help`。</translation>
    </message>
    <message>
        <source>one JSON object for each netfilter line of a kernel log</source>
        <translation>为内核日志中的每个 netfilter 行输出一个 JSON 对象</translation>
    </message>
    <message>
        <source>one JSON object for each packet: the chains it went through and how it ended</source>
        <translation>为每个数据包输出一个 JSON 对象：经过的链及其结果</translation>
    </message>
    <message>
        <source>sends pings through a lab of its own and prints the way they took</source>
        <translation>在独立的实验环境中发送 ping，并输出它们走过的路径</translation>
    </message>
    <message>
        <source>sends one probe through a lab and says why it came as far as it did</source>
        <translation>在独立的实验环境中发送一个探测包，说明它为何走到那一步</translation>
    </message>
    <message>
        <source>says what this machine needs, and why something would not be seen</source>
        <translation>说明本机需要什么，以及为何会观测不到某些内容</translation>
    </message>
    <message>
        <source>what the command takes</source>
        <translation>命令的参数</translation>
    </message>
    <message>
        <source>Makes a lab of its own (no root needed, nothing of this machine is touched), pings DST from a tun in it and
prints the way of each packet through netfilter. In the lab 203.0.113.29 and 198.51.100.1 answer, and 2001:db8:ffff::29.</source>
        <translation>建立独立的实验环境（无需 root，不触及本机），从其中的 tun 设备 ping DST，并
输出每个数据包穿过 netfilter 的路径。实验环境中会应答的有 203.0.113.29、198.51.100.1 和 2001:db8:ffff::29。</translation>
    </message>
    <message>
        <source>the address to ping</source>
        <translation>要 ping 的地址</translation>
    </message>
    <message>
        <source>How many pings, 1 to 1000000. Default: 1.</source>
        <translation>ping 的次数，1 到 1000000。默认：1。</translation>
    </message>
    <message>
        <source>Seconds between two; 0: as fast as they are answered. Default: 1.</source>
        <translation>两次之间的秒数；0：一有应答就发下一个。默认：1。</translation>
    </message>
    <message>
        <source>No reply came back.</source>
        <translation>没有收到回包。</translation>
    </message>
    <message>
        <source>Send it in a lab of its own: so without another place.</source>
        <translation>在独立的实验环境中发送：未指定其他位置时即如此。</translation>
    </message>
    <message>
        <source>Send it from this machine itself, by an ordinary socket, or from a tun of its own (--from). Nothing is changed there.</source>
        <translation>从本机发送：用普通套接字，或从它的某个 tun 设备 (--from) 发送。不作任何更改。</translation>
    </message>
    <message>
        <source>The same in a network namespace: a name that ip netns lists, a file, or the PID of a process in it, a container&apos;s too.</source>
        <translation>同上，但在网络命名空间中：ip netns 列出的名称、文件，或其中某个进程的 PID，容器的也可以。</translation>
    </message>
    <message>
        <source>icmp, udp or tcp (a SYN, as Linux sends it). Default: icmp.</source>
        <translation>icmp、udp 或 tcp（一个 SYN，与 Linux 发送的相同）。默认：icmp。</translation>
    </message>
    <message>
        <source>Destination port. Default: 33434 for udp, 80 for tcp.</source>
        <translation>目的端口。默认：udp 为 33434，tcp 为 80。</translation>
    </message>
    <message>
        <source>Source port of the first probe. Default: one of its own.</source>
        <translation>第一个探测包的源端口。默认：自动选择。</translation>
    </message>
    <message>
        <source>Keep one ICMP id or source port: nat chains see only the first packet.</source>
        <translation>始终使用同一个 ICMP id 或源端口：nat 链只看到第一个数据包。</translation>
    </message>
    <message>
        <source>The flags of a TCP packet, as in syn,ack; given several times: of one flow&apos;s packets, one after another. Default: syn.</source>
        <translation>TCP 数据包的标志，如 syn,ack；给出多次时：依次用于同一条流的各个数据包。默认：syn。</translation>
    </message>
    <message>
        <source>Open a TCP connection, where the SYN is answered, and close it again. With --from local a socket does it.</source>
        <translation>在 SYN 得到应答时建立 TCP 连接，随后关闭。使用 --from local 时由套接字完成。</translation>
    </message>
    <message>
        <source>Bytes of payload, 0 to 1472; more with --fragment. Default: 13, and none for tcp.</source>
        <translation>载荷的字节数，0 到 1472；使用 --fragment 时可更大。默认：13，tcp 为无载荷。</translation>
    </message>
    <message>
        <source>Time to live or hop limit, 1 to 255. Default: 64.</source>
        <translation>TTL（生存时间）或跳数限制，1 到 255。默认：64。</translation>
    </message>
    <message>
        <source>Forbid fragmenting on the way (IPv4). TCP does so anyway.</source>
        <translation>禁止途中分片 (IPv4)。TCP 本来就禁止。</translation>
    </message>
    <message>
        <source>Allow fragmenting on the way for TCP, too.</source>
        <translation>对 TCP 也允许途中分片。</translation>
    </message>
    <message>
        <source>Send it in IP fragments of N bytes, a multiple of 8, 8 to 1448.</source>
        <translation>以每片 N 字节的 IP 分片发送，N 为 8 的倍数，8 到 1448。</translation>
    </message>
    <message>
        <source>Make a checksum wrong on purpose: ip or transport.</source>
        <translation>故意写错校验和：ip 或 transport。</translation>
    </message>
    <message>
        <source>Where it comes from: tun, local (a process of this machine) or a device (it arrives there). Default: tun.</source>
        <translation>探测包的来源：tun、local（本机的进程）或某个设备（从该设备到达）。默认：tun。</translation>
    </message>
    <message>
        <source>Run this shell command in the lab before the first probe; may be given several times.</source>
        <translation>在发送第一个探测包之前，在实验环境中运行此 shell 命令；可给出多次。</translation>
    </message>
    <message>
        <source>Where events come from: auto, kmsg, nflog, both or nftrace. Default: auto.</source>
        <translation>事件来源：auto、kmsg、nflog、both 或 nftrace。默认：auto。</translation>
    </message>
    <message>
        <source>Report trace points only: no rules, connections and frames.</source>
        <translation>只报告跟踪点：不含规则、连接和帧。</translation>
    </message>
    <message>
        <source>Save all that is reported as a log file, for `hookwalk-cli traversals` and the window; &quot;-&quot;: to standard output, and what else is printed to standard error. It is written as it comes, to FILE.part beside FILE, and takes FILE&apos;s place when the run ends, also by Ctrl-C, SIGTERM or a closed terminal: until then an old FILE stays as it was. After a kill FILE.part is left, with all but the last moment.</source>
        <translation>把报告的全部内容存为日志文件，供 `hookwalk-cli traversals` 和窗口使用；“-”：写到标准输出，其余输出则写到标准错误。内容随到随写，先写入 FILE 旁的 FILE.part，运行结束时（包括因 Ctrl-C、SIGTERM 或终端关闭而结束）取代 FILE：在此之前旧的 FILE 保持原样。若被 kill 强制终止，会留下 FILE.part，只缺最后一刻的内容。</translation>
    </message>
    <message>
        <source>End the run when N MiB have been reported, 1 to 1000000.</source>
        <translation>报告量达到 N MiB 时结束运行，1 到 1000000。</translation>
    </message>
    <message>
        <source>End the run after S seconds.</source>
        <translation>S 秒后结束运行。</translation>
    </message>
    <message>
        <source>Print one JSON object for each packet, then one with the outcome.</source>
        <translation>为每个数据包输出一个 JSON 对象，最后再输出一个含结果的对象。</translation>
    </message>
    <message>
        <source>Prints one JSON object for each packet of a kernel log.</source>
        <translation>为内核日志中的每个数据包输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>Print one object with the counts instead.</source>
        <translation>改为输出一个含计数的对象。</translation>
    </message>
    <message>
        <source>Only packets for which all terms hold, as in &apos;dropped,rejected -udp 198.51.100.0/24 :8080&apos;. See hookwalk-cli(1).</source>
        <translation>只显示满足所有条件的数据包，如 &apos;dropped,rejected -udp 198.51.100.0/24 :8080&apos;。见 hookwalk-cli(1)。</translation>
    </message>
    <message>
        <source>Print JSON: so without this, too.</source>
        <translation>输出 JSON：不给出此选项也是如此。</translation>
    </message>
    <message>
        <source>The input tells of connections and of no packet: see `hookwalk-cli traversals`.</source>
        <translation>输入只讲到连接，没有数据包：请看 `hookwalk-cli traversals`。</translation>
    </message>
    <message>
        <source>Print one JSON object.</source>
        <translation>输出一个 JSON 对象。</translation>
    </message>
    <message>
        <source>the second one</source>
        <translation>第二个数据包</translation>
    </message>
    <message>
        <source>Compare its way with that of the same probe in FILE, as --save wrote it, or with the packet that FILE#packet=N names. The exit status is 0 then where both are the same, else 1.</source>
        <translation>将其路径与 FILE 中由 --save 写入的同一探测包比较，或与 FILE#packet=N 所指的数据包比较。两者相同时退出状态为 0，否则为 1。</translation>
    </message>
    <message>
        <source>two packets&apos; ways beside each other, and where they part</source>
        <translation>并列两个数据包的路径，指出在何处分开</translation>
    </message>
    <message>
        <source>a document of a packet&apos;s way: a page, an animated SVG, Mermaid, Markdown, text, JSON</source>
        <translation>数据包路径的文档：网页、动画 SVG、Mermaid、Markdown、文本、JSON</translation>
    </message>
    <message>
        <source>the kernel log, as in &apos;kern.log#packet=7&amp;step=4&apos;; &quot;-&quot;: standard input</source>
        <translation>内核日志，如 &apos;kern.log#packet=7&amp;step=4&apos;；“-”表示标准输入</translation>
    </message>
    <message>
        <source>what to write; &quot;-&quot;: standard output</source>
        <translation>要写出的文件；“-”表示标准输出</translation>
    </message>
    <message>
        <source>Give a log, and the name of the file to write.</source>
        <translation>请给出一个日志和要写出的文件名。</translation>
    </message>
    <message>
        <source>The name %1 tells no form. Let it end in %2, or say one of these with --format.</source>
        <translation>从文件名 %1 看不出格式。请以 %2 之一结尾，或用 --format 指定其中一个。</translation>
    </message>
    <message>
        <source>--with-reply and --against cannot both be.</source>
        <translation>--with-reply 和 --against 不能同时使用。</translation>
    </message>
    <message>
        <source>--%1 takes a number from 1 on.</source>
        <translation>--%1 需要一个从 1 开始的数字。</translation>
    </message>
    <message>
        <source>--theme is light, dark or auto.</source>
        <translation>--theme 是 light、dark 或 auto。</translation>
    </message>
    <message>
        <source>--length is short, medium or long.</source>
        <translation>--length 是 short、medium 或 long。</translation>
    </message>
    <message>
        <source>Of this packet, from 1. Default: the locator&apos;s.</source>
        <translation>这个数据包的文档，从 1 开始计数。默认：定位符中的那个。</translation>
    </message>
    <message>
        <source>Where it stands, from 1. Default: the locator&apos;s.</source>
        <translation>它所处的步骤，从 1 开始计数。默认：定位符中的那个。</translation>
    </message>
    <message>
        <source>The packet, then what answered it.</source>
        <translation>先是该数据包，然后是对它的应答。</translation>
    </message>
    <message>
        <source>The packet as A beside that of LOCATOR as B, as in &apos;after.log#packet=9&apos;.</source>
        <translation>把该数据包作为 A，与 LOCATOR 指定的数据包 B 对照，如 &apos;after.log#packet=9&apos;。</translation>
    </message>
    <message>
        <source>A list of packets for which all terms hold.</source>
        <translation>满足所有条件的数据包列表。</translation>
    </message>
    <message>
        <source>light, dark, or auto: as the reader has it.</source>
        <translation>light、dark 或 auto（跟随读者的系统设置）。</translation>
    </message>
    <message>
        <source>Of plain text: short, medium or long.</source>
        <translation>纯文本的长度：short、medium 或 long。</translation>
    </message>
    <message>
        <source>The form by its ending, as in html or anim.svg.</source>
        <translation>用结尾指定格式，如 html 或 anim.svg。</translation>
    </message>
    <message>
        <source>Write nothing. The exit status is 1 where OUT is another one than would be written, with what has changed.</source>
        <translation>什么也不写。如果 OUT 与将要写出的内容不同，则说明有何变化，退出状态为 1。</translation>
    </message>
    <message>
        <source>a log as a recording, or without its real addresses and names</source>
        <translation>把日志存为录制文件，或去掉其中真实的地址和名称</translation>
    </message>
    <message>
        <source>decode, traversals, compare, render, save, ping, explain or doctor</source>
        <translation>decode、traversals、compare、render、save、ping、explain 或 doctor</translation>
    </message>
    <message>
        <source>No command was given. Say decode, traversals, compare, render, save, ping, explain or doctor; `hookwalk-cli --help` tells more.</source>
        <translation>没有给出命令。请使用 decode、traversals、compare、render、save、ping、explain 或 doctor；详情见 `hookwalk-cli --help`。</translation>
    </message>
    <message>
        <source>There is no command &quot;%1&quot;. Say decode, traversals, compare, render, save, ping, explain or doctor.</source>
        <translation>没有命令“%1”。请使用 decode、traversals、compare、render、save、ping、explain 或 doctor。</translation>
    </message>
    <message>
        <source>Saves what FILE holds, a kernel log or a recording, as TO: as a recording where its name ends in .hookwalk,
else as a kernel log without flags and view. TO is written anew.</source>
        <translation>把 FILE（内核日志或录制文件）的内容存为 TO：名称以 .hookwalk 结尾时存为录制文件，
否则存为不含旗标和视图的内核日志。TO 会重新写入。</translation>
    </message>
    <message>
        <source>Replace real addresses, MACs, and the names of devices, hosts, chains and rules, the same one always by the same one; addresses keep their common prefixes. See hookwalk-cli(1).</source>
        <translation>替换真实的地址、MAC，以及设备、主机、链和规则的名称，相同的总是换成相同的；地址之间共同的前缀保持不变。见 hookwalk-cli(1)。</translation>
    </message>
    <message>
        <source>what to save; &quot;-&quot;: standard input</source>
        <translation>要保存的内容；“-”：标准输入</translation>
    </message>
    <message>
        <source>the file to write</source>
        <translation>要写入的文件</translation>
    </message>
    <message>
        <source>Give two files: what to save, and where to.</source>
        <translation>请给出两个文件：要保存的，和保存到的。</translation>
    </message>
    <message>
        <source>Compares the ways of two packets of saved logs, step by step, whatever their times; or, where none is named, those of all packets of both, each with the same probe of the other. The exit status is 0
where both went the same way to the same end, 1 where not, 2 where they cannot be compared.</source>
        <translation>逐步比较已保存日志中两个数据包的路径，与时间无关；未指明数据包时，比较两份日志的所有数据包，每个与另一份中的同一探测包相比。
两者路径和结果都相同时退出状态为 0，不同时为 1，无法比较时为 2。</translation>
    </message>
    <message>
        <source>the first packet, as in &apos;kern.log#packet=3&apos;, or the first log</source>
        <translation>第一个数据包，如 &apos;kern.log#packet=3&apos;，或第一份日志</translation>
    </message>
    <message>
        <source>Join a capture (pcap, pcapng) of the same time: its frames with the lines of their packets.</source>
        <translation>合并同一时间的抓包（pcap、pcapng）：把其中的帧与其数据包的日志行放在一起。</translation>
    </message>
    <message>
        <source>Write the packets to this file instead, which its ending says how: .csv, .json, .pcapng, or .log for the lines themselves.</source>
        <translation>改为把数据包写入此文件，其扩展名决定格式：.csv、.json、.pcapng，或用 .log 写出日志行本身。</translation>
    </message>
    <message>
        <source>Writes a document of a packet&apos;s way, by the ending of its name: .html (a page to step through), .anim.svg, .mmd
(Mermaid), .md, .txt or .json. Without --packet it is the whole list. The window draws still pictures: hookwalk --render. Documents speak English, unless --lang is given.</source>
        <translation>按名称的后缀写出数据包路径的文档：.html（可逐步查看的网页）、.anim.svg、.mmd
（Mermaid）、.md、.txt 或 .json。不带 --packet 时是整个列表。静态图片由窗口程序绘制：hookwalk --render。文档用英语，除非给出 --lang。</translation>
    </message>
    <message>
        <source>--format takes no &quot;%1&quot;. Say one of %2.</source>
        <translation>--format 不接受“%1”。请使用 %2 之一。</translation>
    </message>
    <message>
        <source>--check needs the name of a document, not &quot;-&quot;.</source>
        <translation>--check 需要文档的名称，不能是“-”。</translation>
    </message>
    <message>
        <source>--step is for one packet, and this is the whole list. Say which with --packet.</source>
        <translation>--step 用于单个数据包，而这里是整个列表。请用 --packet 指明。</translation>
    </message>
    <message>
        <source>--filter is for the whole list, and one packet is named. Leave one of both out.</source>
        <translation>--filter 用于整个列表，而这里指定了一个数据包。请去掉其中之一。</translation>
    </message>
    <message>
        <source>--step is for .html, .anim.svg, .mmd and .md.</source>
        <translation>--step 用于 .html、.anim.svg、.mmd 和 .md。</translation>
    </message>
    <message>
        <source>--theme is for .html and .anim.svg.</source>
        <translation>--theme 用于 .html 和 .anim.svg。</translation>
    </message>
    <message>
        <source>--length is for .txt.</source>
        <translation>--length 用于 .txt。</translation>
    </message>
    <message>
        <source>Speak this language, as in de or pt_BR, or that of a .qm file. Default: the machine&apos;s; of documents English.</source>
        <translation>使用此语言，如 de 或 pt_BR，或 .qm 文件的语言。默认：本机的语言；文档默认用英语。</translation>
    </message>
    <message>
        <source>%1 is a picture, which hookwalk draws: hookwalk %2 --render %1</source>
        <translation>%1 是图片，由 hookwalk 绘制：hookwalk %2 --render %1</translation>
    </message>
    <message>
        <source>The file was cut while it was read, or its disk failed: try again.</source>
        <translation>读取时该文件被截断，或其磁盘出错：请重试。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui</name>
    <message>
        <source>%1 (not met)</source>
        <translation>%1（未遇到）</translation>
    </message>
    <message numerus="yes">
        <source>%1, %n chain(s)</source>
        <translation>
            <numerusform>%1，%n 条链</numerusform>
        </translation>
    </message>
    <message>
        <source>BRIDGE</source>
        <translation>BRIDGE</translation>
    </message>
    <message>
        <source>layer 2</source>
        <translation>第 2 层</translation>
    </message>
    <message>
        <source>fd, ingress</source>
        <translation>fd, ingress</translation>
    </message>
    <message>
        <source>wire, ingress</source>
        <translation>链路，ingress</translation>
    </message>
    <message>
        <source>egress, wire</source>
        <translation>egress，链路</translation>
    </message>
    <message>
        <source>egress, fd</source>
        <translation>egress, fd</translation>
    </message>
    <message>
        <source>Local process</source>
        <translation>本地进程</translation>
    </message>
    <message>
        <source>Routing
decision</source>
        <translation>路由
判断</translation>
    </message>
    <message>
        <source>a socket on this machine</source>
        <translation>本机上的套接字</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>read from the fd</source>
        <translation>从 fd 读出</translation>
    </message>
    <message>
        <source>reroute check</source>
        <translation>重新路由检查</translation>
    </message>
    <message>
        <source>to this machine</source>
        <translation>去往本机</translation>
    </message>
    <message>
        <source>wire</source>
        <translation>链路</translation>
    </message>
    <message>
        <source>written to the fd</source>
        <translation>写入 fd</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>表</translation>
    </message>
    <message>
        <source>conntrack</source>
        <translation>conntrack</translation>
    </message>
    <message>
        <source>own chain</source>
        <translation>自建链</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>walked</source>
        <translation>已走过</translation>
    </message>
    <message>
        <source>not taken</source>
        <translation>未走</translation>
    </message>
    <message>
        <source>still ahead</source>
        <translation>尚未到达</translation>
    </message>
    <message>
        <source>not visited</source>
        <translation>未经过</translation>
    </message>
    <message>
        <source>here now</source>
        <translation>当前位置</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>dropped here</source>
        <translation>在此丢弃</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>%1, after %2</source>
        <translation>%1，%2 之后</translation>
    </message>
    <message>
        <source>%1, before %2</source>
        <translation>%1，%2 之前</translation>
    </message>
    <message>
        <source>%1, order not known</source>
        <translation>%1，次序未知</translation>
    </message>
    <message>
        <source>%1 own</source>
        <translation>%1 条自建</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 至 %2</translation>
    </message>
    <message>
        <source>out and in again</source>
        <translation>离开后再进入</translation>
    </message>
    <message>
        <source>Dropped here. %1</source>
        <translation>在此丢弃。%1</translation>
    </message>
    <message>
        <source>Nothing is known of the packet behind here. %1</source>
        <translation>此后数据包的情况未知。%1</translation>
    </message>
    <message>
        <source>Its way ended here. %1</source>
        <translation>它的路径到此结束。%1</translation>
    </message>
    <message>
        <source>Every packet that goes through this port comes here. Nothing reports it.</source>
        <translation>经过此端口的每个数据包都会到这里，但没有任何来源报告。</translation>
    </message>
    <message>
        <source>This packet was not seen here.</source>
        <translation>未在此处观测到这个数据包。</translation>
    </message>
    <message>
        <source>Not on the way of this packet.</source>
        <translation>不在这个数据包的路径上。</translation>
    </message>
    <message>
        <source>Not on the way of this packet: %1</source>
        <translation>不在这个数据包的路径上：%1</translation>
    </message>
    <message>
        <source>Skipped. %1</source>
        <translation>已跳过。%1</translation>
    </message>
    <message>
        <source>Still ahead.</source>
        <translation>尚未到达。</translation>
    </message>
    <message>
        <source>Inferred. %1</source>
        <translation>推断。%1</translation>
    </message>
    <message>
        <source>The packet was seen here. %1</source>
        <translation>在此处观测到这个数据包。%1</translation>
    </message>
    <message>
        <source>The kernel reported the packet here at %1.</source>
        <translation>内核在 %1 于此处报告了这个数据包。</translation>
    </message>
    <message>
        <source>Verdict: %1.</source>
        <translation>判决：%1。</translation>
    </message>
    <message>
        <source>Nothing but the trace point is registered here.</source>
        <translation>这里除跟踪点外没有注册任何链。</translation>
    </message>
    <message>
        <source>Create %1</source>
        <translation>创建 %1</translation>
    </message>
    <message>
        <source>Delete %1</source>
        <translation>删除 %1</translation>
    </message>
    <message>
        <source>Set %1 up</source>
        <translation>启用 %1</translation>
    </message>
    <message>
        <source>Set %1 down</source>
        <translation>停用 %1</translation>
    </message>
    <message>
        <source>MTU of %1: %2</source>
        <translation>%1 的 MTU：%2</translation>
    </message>
    <message>
        <source>Add an address</source>
        <translation>添加地址</translation>
    </message>
    <message>
        <source>Remove this address</source>
        <translation>删除此地址</translation>
    </message>
    <message>
        <source>Turn forwarding on</source>
        <translation>开启转发</translation>
    </message>
    <message>
        <source>Turn forwarding off</source>
        <translation>关闭转发</translation>
    </message>
    <message>
        <source>Source NAT</source>
        <translation>源地址转换</translation>
    </message>
    <message>
        <source>Masquerade</source>
        <translation>地址伪装</translation>
    </message>
    <message>
        <source>Reverse path: %1</source>
        <translation>反向路径过滤：%1</translation>
    </message>
    <message>
        <source>Log martians</source>
        <translation>记录 martian</translation>
    </message>
    <message>
        <source>Log no martians</source>
        <translation>不记录 martian</translation>
    </message>
    <message>
        <source>Put it back</source>
        <translation>恢复原状</translation>
    </message>
    <message>
        <source>Its addresses and the routes through it go with it.</source>
        <translation>它的地址和经过它的路由会一并删除。</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>strict</source>
        <translation>严格</translation>
    </message>
    <message>
        <source>loose</source>
        <translation>宽松</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message numerus="yes">
        <source>%1 packet(s), %2</source>
        <translation>
            <numerusform>%1 个包，%2</numerusform>
        </translation>
    </message>
    <message>
        <source>a program</source>
        <translation>某个程序</translation>
    </message>
    <message>
        <source>no program</source>
        <translation>无程序</translation>
    </message>
    <message>
        <source>down</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>It is set down: nothing is sent or received.</source>
        <translation>它已停用：不收发任何数据。</translation>
    </message>
    <message>
        <source>no carrier</source>
        <translation>无载波</translation>
    </message>
    <message>
        <source>It is up, but no program has it open: what the kernel sends to it is dropped.</source>
        <translation>它已启用，但没有程序打开它：内核发给它的数据包会被丢弃。</translation>
    </message>
    <message>
        <source>up</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>It is up, and a program has it open.</source>
        <translation>它已启用，且有程序打开了它。</translation>
    </message>
    <message>
        <source>persistent</source>
        <translation>持久</translation>
    </message>
    <message>
        <source>not persistent</source>
        <translation>非持久</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>The user who may open it without being root.</source>
        <translation>不是 root 也可以打开它的用户。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>The group that may open it.</source>
        <translation>可以打开它的组。</translation>
    </message>
    <message>
        <source>Flags</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>It stays while no program has it open.</source>
        <translation>没有程序打开它时，它仍然保留。</translation>
    </message>
    <message>
        <source>It goes when the program that has it open closes it.</source>
        <translation>打开它的程序关闭它时，它随之消失。</translation>
    </message>
    <message>
        <source>Open by</source>
        <translation>打开者</translation>
    </message>
    <message>
        <source>Some program has it open; which one is not to be seen from here.</source>
        <translation>有程序打开了它；从这里看不出是哪一个。</translation>
    </message>
    <message>
        <source>Carrier means for a tun: a program has it open.</source>
        <translation>对 tun 设备来说，有载波就是有程序打开了它。</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>队列</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n 个数据包</numerusform>
        </translation>
    </message>
    <message>
        <source>How many packets wait at most for the program to read them.</source>
        <translation>最多有多少数据包排队等待程序读取。</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Received by the kernel: what a program wrote to the fd.</source>
        <translation>内核接收的：程序写入 fd 的数据包。</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>Sent by the kernel: what a program can read from the fd.</source>
        <translation>内核发送的：程序可从 fd 读取的数据包。</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>%1 received, %2 sent</source>
        <translation>接收 %1，发送 %2</translation>
    </message>
    <message>
        <source>Dropped at the device: broken packets, a full queue, or nobody who reads.</source>
        <translation>在设备处丢弃：数据包损坏、队列已满，或没有程序读取。</translation>
    </message>
    <message>
        <source>“%1” is no IPv4 or IPv6 address.</source>
        <translation>“%1”不是 IPv4 或 IPv6 地址。</translation>
    </message>
    <message>
        <source>Add the prefix length, as %1/%2.</source>
        <translation>请加上前缀长度，如 %1/%2。</translation>
    </message>
    <message>
        <source>There is a device %1 already: choose another name.</source>
        <translation>已经有设备 %1：请选择另一个名称。</translation>
    </message>
    <message>
        <source>The device has this address already.</source>
        <translation>该设备已有此地址。</translation>
    </message>
    <message>
        <source>%1, was %2</source>
        <translation>%1，原为 %2</translation>
    </message>
    <message>
        <source>no subnet yet</source>
        <translation>尚无子网</translation>
    </message>
    <message>
        <source>%1 by any device</source>
        <translation>%1 经任意设备</translation>
    </message>
    <message>
        <source>%1 by %2</source>
        <translation>%1 经 %2</translation>
    </message>
    <message>
        <source>%1 as %2</source>
        <translation>%1 改为 %2</translation>
    </message>
    <message>
        <source>seen by nftrace</source>
        <translation>nftrace 观测到</translation>
    </message>
    <message>
        <source>forgotten by the kernel since</source>
        <translation>此后已被内核删除</translation>
    </message>
    <message>
        <source>Why it stopped</source>
        <translation>停止的原因</translation>
    </message>
    <message>
        <source>Why no answer came</source>
        <translation>没有应答的原因</translation>
    </message>
    <message>
        <source>echo reply</source>
        <translation>回显应答</translation>
    </message>
    <message>
        <source>unreachable</source>
        <translation>不可达</translation>
    </message>
    <message>
        <source>redirect</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>echo request</source>
        <translation>回显请求</translation>
    </message>
    <message>
        <source>time exceeded</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>parameter problem</source>
        <translation>参数问题</translation>
    </message>
    <message>
        <source>timestamp</source>
        <translation>时间戳</translation>
    </message>
    <message>
        <source>packet too big</source>
        <translation>数据包过大</translation>
    </message>
    <message>
        <source>router solicitation</source>
        <translation>路由器请求</translation>
    </message>
    <message>
        <source>router advertisement</source>
        <translation>路由器通告</translation>
    </message>
    <message>
        <source>neighbour solicitation</source>
        <translation>邻居请求</translation>
    </message>
    <message>
        <source>neighbour advertisement</source>
        <translation>邻居通告</translation>
    </message>
    <message>
        <source>jump to %1</source>
        <translation>跳转到 %1</translation>
    </message>
    <message>
        <source>go to %1</source>
        <translation>转到 %1</translation>
    </message>
    <message>
        <source>priority %1 · policy %2</source>
        <translation>优先级 %1 · 默认策略 %2</translation>
    </message>
    <message>
        <source>policy %1</source>
        <translation>默认策略 %1</translation>
    </message>
    <message>
        <source>end of the chain</source>
        <translation>链尾</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>不匹配</translation>
    </message>
    <message>
        <source>not reached</source>
        <translation>未到达</translation>
    </message>
    <message>
        <source>decided: %1</source>
        <translation>判决：%1</translation>
    </message>
    <message>
        <source>matched</source>
        <translation>匹配</translation>
    </message>
    <message>
        <source>matched: %1</source>
        <translation>匹配：%1</translation>
    </message>
    <message numerus="yes">
        <source>%1 pkt(s) · %2B</source>
        <translation>
            <numerusform>%1 包 · %2B</numerusform>
        </translation>
    </message>
    <message>
        <source>The table %1 of iptables-legacy is loaded: its rules are run here too, and nftrace does not see them.</source>
        <translation>已加载 iptables-legacy 的 %1 表：它的规则也在这里运行，而 nftrace 看不到它们。</translation>
    </message>
    <message>
        <source>The rules in force could not be read: %1</source>
        <translation>无法读取现行规则：%1</translation>
    </message>
    <message>
        <source>Nothing here tells the rules. A live run with nftrace does: choose it, or switch Rules on, at the source beside Trace.</source>
        <translation>这里没有规则信息。使用 nftrace 的实时运行会提供：请在“跟踪”旁的来源中选择它，或打开“规则”。</translation>
    </message>
    <message>
        <source>Nothing is registered here, so the kernel passes this chain by.</source>
        <translation>这里没有注册任何链，因此内核直接略过此链。</translation>
    </message>
    <message>
        <source>%1 of %2 matched</source>
        <translation>%2 条中匹配 %1 条</translation>
    </message>
    <message numerus="yes">
        <source>%n rule(s)</source>
        <translation>
            <numerusform>%n 条规则</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Play or pause</source>
        <translation>播放或暂停(&amp;P)</translation>
    </message>
    <message>
        <source>One step &amp;forward</source>
        <translation>前进一步(&amp;F)</translation>
    </message>
    <message>
        <source>One step &amp;back</source>
        <translation>后退一步(&amp;B)</translation>
    </message>
    <message>
        <source>To the f&amp;irst step</source>
        <translation>到第一步(&amp;I)</translation>
    </message>
    <message>
        <source>To the &amp;last step</source>
        <translation>到最后一步(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;True time</source>
        <translation>真实时间(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Even time</source>
        <translation>均匀时间(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Stretched time</source>
        <translation>拉伸时间(&amp;S)</translation>
    </message>
    <message>
        <source>Slo&amp;wer</source>
        <translation>减慢(&amp;W)</translation>
    </message>
    <message>
        <source>Faste&amp;r</source>
        <translation>加快(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Next packet</source>
        <translation>下一个数据包(&amp;N)</translation>
    </message>
    <message>
        <source>Pre&amp;vious packet</source>
        <translation>上一个数据包(&amp;V)</translation>
    </message>
    <message>
        <source>First packet in the list</source>
        <translation>列表中的第一个数据包</translation>
    </message>
    <message>
        <source>Last packet in the list</source>
        <translation>列表中的最后一个数据包</translation>
    </message>
    <message>
        <source>Play from its start</source>
        <translation>从头播放</translation>
    </message>
    <message>
        <source>Se&amp;nd, or stop sending</source>
        <translation>发送或停止(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Whole diagram</source>
        <translation>显示全图(&amp;W)</translation>
    </message>
    <message>
        <source>Diagram at &amp;1:1</source>
        <translation>按 1:1 显示图(&amp;1)</translation>
    </message>
    <message>
        <source>Diagram &amp;closer</source>
        <translation>放大图(&amp;C)</translation>
    </message>
    <message>
        <source>Diagram &amp;farther</source>
        <translation>缩小图(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Lists below the diagram</source>
        <translation>图下方的列表(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Tun, gateway and doctor</source>
        <translation>tun、网关与诊断(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Inspector</source>
        <translation>检查器(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Dark</source>
        <translation>深色(&amp;D)</translation>
    </message>
    <message>
        <source>Do what the message offers</source>
        <translation>执行消息中的操作</translation>
    </message>
    <message>
        <source>&amp;Open…</source>
        <translation>打开(&amp;O)…</translation>
    </message>
    <message>
        <source>Export &amp;window (PNG)…</source>
        <translation>将窗口导出为 PNG(&amp;W)…</translation>
    </message>
    <message>
        <source>&amp;Trace points…</source>
        <translation>跟踪点(&amp;T)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Projector</source>
        <translation>投影(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Black screen</source>
        <translation>黑屏(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Zoom to the packet</source>
        <translation>缩放到数据包(&amp;Z)</translation>
    </message>
    <message>
        <source>&amp;Keyboard…</source>
        <translation>快捷键(&amp;K)…</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Page Up</source>
        <translation>Page Up</translation>
    </message>
    <message>
        <source>Page Down</source>
        <translation>Page Down</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Diagram</source>
        <translation>图</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Ctrl</source>
        <translation>Ctrl</translation>
    </message>
    <message>
        <source>Shift</source>
        <translation>Shift</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <comment>what a button does, and its keys</comment>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>in the list</source>
        <translation>在列表中</translation>
    </message>
    <message numerus="yes">
        <source>%1 line(s)</source>
        <translation>
            <numerusform>%1 行</numerusform>
        </translation>
    </message>
    <message>
        <source>Far host</source>
        <translation>远端主机</translation>
    </message>
    <message>
        <source>Forwarded and masqueraded; the reply finds its way back by conntrack.</source>
        <translation>转发并作地址伪装；回包靠 conntrack 找到归路。</translation>
    </message>
    <message>
        <source>Far host, IPv6</source>
        <translation>远端主机，IPv6</translation>
    </message>
    <message>
        <source>The same way in the ip6 tables.</source>
        <translation>同样的路径，经 ip6 各表。</translation>
    </message>
    <message>
        <source>LAN server, by DNAT</source>
        <translation>局域网服务器 (DNAT)</translation>
    </message>
    <message>
        <source>nat PREROUTING gives it another destination, and it is forwarded there.</source>
        <translation>nat PREROUTING 改写其目的地址，随后转发到那里。</translation>
    </message>
    <message>
        <source>This machine, by REDIRECT</source>
        <translation>本机 (REDIRECT)</translation>
    </message>
    <message>
        <source>nat PREROUTING turns it to a port of this machine.</source>
        <translation>nat PREROUTING 将其转到本机的一个端口。</translation>
    </message>
    <message>
        <source>A port that stays silent</source>
        <translation>无应答的端口</translation>
    </message>
    <message>
        <source>The far host takes it and never answers.</source>
        <translation>远端主机收下它，但从不应答。</translation>
    </message>
    <message>
        <source>The tun&apos;s own address</source>
        <translation>tun 自身的地址</translation>
    </message>
    <message>
        <source>Delivered to this machine, not forwarded.</source>
        <translation>送达本机，不转发。</translation>
    </message>
    <message>
        <source>Asks for a connection, as Linux does: MSS, SACK, timestamp, window scale.</source>
        <translation>请求建立连接，与 Linux 相同：MSS、SACK、时间戳、窗口缩放。</translation>
    </message>
    <message>
        <source>Handshake</source>
        <translation>握手</translation>
    </message>
    <message>
        <source>Opens a connection, where the SYN is answered, and closes it again.</source>
        <translation>在 SYN 得到应答时建立连接，随后关闭。</translation>
    </message>
    <message>
        <source>SYN, then ACK</source>
        <translation>SYN，再 ACK</translation>
    </message>
    <message>
        <source>Two packets of one flow; of more, those behind the second are like it.</source>
        <translation>同一条流的两个数据包；更多时，第二个之后的都与它相同。</translation>
    </message>
    <message>
        <source>A stray one: of a connection that nobody has opened.</source>
        <translation>孤立的 ACK：所属的连接从未有人建立。</translation>
    </message>
    <message>
        <source>An answer that nobody has asked for.</source>
        <translation>没有人请求过的应答。</translation>
    </message>
    <message>
        <source>The end of a connection that nobody has opened.</source>
        <translation>结束一条从未有人建立的连接。</translation>
    </message>
    <message>
        <source>A stray reset.</source>
        <translation>孤立的复位包。</translation>
    </message>
    <message>
        <source>%1 is empty. Write an address, as in 203.0.113.29 or 2001:db8::29.</source>
        <translation>“%1”为空。请填写地址，如 203.0.113.29 或 2001:db8::29。</translation>
    </message>
    <message>
        <source>%1 “%2” is no IPv4 address and no IPv6 address. Write one as in 203.0.113.29 or 2001:db8::29.</source>
        <translation>“%1”中的“%2”既不是 IPv4 地址，也不是 IPv6 地址。请填写如 203.0.113.29 或 2001:db8::29 的地址。</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Kernel log</source>
        <translation>内核日志</translation>
    </message>
    <message>
        <source>Kernel log and NFLOG</source>
        <translation>内核日志和 NFLOG</translation>
    </message>
    <message>
        <source>%1 skipped</source>
        <translation>跳过 %1</translation>
    </message>
    <message>
        <source>%1 (%2 and %3)</source>
        <translation>%1（%2 和 %3）</translation>
    </message>
    <message>
        <source>play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>step</source>
        <translation>切换步骤</translation>
    </message>
    <message>
        <source>packet</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>black</source>
        <translation>黑屏</translation>
    </message>
    <message>
        <source>zoom to packet</source>
        <translation>缩放到数据包</translation>
    </message>
    <message>
        <source>leave</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Try: hookwalk --help</source>
        <translation>试试：hookwalk --help</translation>
    </message>
    <message>
        <source>A saved log needs no lab: leave out --lab and --ping, or the file.</source>
        <translation>已保存的日志不需要实验环境：请去掉 --lab 和 --ping，或去掉文件。</translation>
    </message>
    <message>
        <source>--ping takes a number from 1 to 1000000.</source>
        <translation>--ping 接受 1 到 1000000 的数字。</translation>
    </message>
    <message>
        <source>--destination is an address, as in 203.0.113.29 or 2001:db8:ffff::29.</source>
        <translation>--destination 是一个地址，如 203.0.113.29 或 2001:db8:ffff::29。</translation>
    </message>
    <message>
        <source>See how the Linux kernel moves a packet through netfilter.</source>
        <translation>观察 Linux 内核如何让数据包穿过 netfilter。</translation>
    </message>
    <message>
        <source>Make a lab of network namespaces and show it. This is the default.</source>
        <translation>用网络命名空间建立实验环境并显示。这是默认方式。</translation>
    </message>
    <message>
        <source>Work on this machine&apos;s own network instead; its helper must be let in.</source>
        <translation>改为在本机自己的网络上工作；须允许其辅助程序运行。</translation>
    </message>
    <message>
        <source>Send this many pings at once.</source>
        <translation>立即发送这么多次 ping。</translation>
    </message>
    <message>
        <source>Where the pings go; else a far host of the lab.</source>
        <translation>ping 的目的地址；未给出时为实验环境的远端主机。</translation>
    </message>
    <message>
        <source>Fill the screen with the projector&apos;s picture, for a room. With --render: draw that one.</source>
        <translation>用投影画面占满屏幕，供教室等场合使用。与 --render 一起使用时：画出该画面。</translation>
    </message>
    <message>
        <source>Size of the window in pixels, else 1600x1000; of the projector 1920x1080.</source>
        <translation>窗口的像素尺寸，默认 1600x1000；投影默认 1920x1080。</translation>
    </message>
    <message>
        <source>&amp;Copy the message</source>
        <translation>复制消息(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Undo a change of the left dock</source>
        <translation>撤销左侧面板的更改(&amp;U)</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>&amp;Filter packets</source>
        <translation>过滤数据包(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Clear the filter</source>
        <translation>清除过滤(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Copy locator</source>
        <translation>复制定位符(&amp;C)</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>packet %1, live</source>
        <translation>数据包 %1，实时</translation>
    </message>
    <message>
        <source>packet %1 of %2</source>
        <translation>%2 的数据包 %1</translation>
    </message>
    <message>
        <source>ruleset %1</source>
        <translation>规则集 %1</translation>
    </message>
    <message>
        <source>Pinned packets</source>
        <translation>固定的数据包</translation>
    </message>
    <message>
        <source>packet %1</source>
        <translation>数据包 %1</translation>
    </message>
    <message>
        <source>live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>%1: not there yet</source>
        <translation>%1：当时还没有</translation>
    </message>
    <message>
        <source>%1: not there any more</source>
        <translation>%1：已经没有</translation>
    </message>
    <message>
        <source>%1: did not come here</source>
        <translation>%1：没有到这里</translation>
    </message>
    <message>
        <source>%1: no match</source>
        <translation>%1：不匹配</translation>
    </message>
    <message>
        <source>%1: never reached</source>
        <translation>%1：未走到</translation>
    </message>
    <message>
        <source>%1: decided here</source>
        <translation>%1：在此决定</translation>
    </message>
    <message>
        <source>%1: matched</source>
        <translation>%1：匹配</translation>
    </message>
    <message>
        <source>%1: matched, %2</source>
        <translation>%1：匹配，%2</translation>
    </message>
    <message numerus="yes">
        <source>… %n rule(s) that are the same and did not match</source>
        <translation>
            <numerusform>… %n 条相同且不匹配的规则</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n added</source>
        <translation>
            <numerusform>新增 %n 条</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n taken away</source>
        <translation>
            <numerusform>移除 %n 条</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: A %2, B %3</source>
        <translation>%1：A %2，B %3</translation>
    </message>
    <message>
        <source>%1: %2, the same in both</source>
        <translation>%1：%2，两者相同</translation>
    </message>
    <message>
        <source>Rule %1: %2</source>
        <translation>规则 %1：%2</translation>
    </message>
    <message>
        <source>only in the rules of %1</source>
        <translation>仅在 %1 的规则中</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>only %1 came here</source>
        <translation>只有 %1 到这里</translation>
    </message>
    <message>
        <source>%1 of %2 differ</source>
        <translation>%2 项中 %1 项不同</translation>
    </message>
    <message>
        <source>= the same in both</source>
        <translation>= 两者相同</translation>
    </message>
    <message>
        <source>= the same in both, and so: %1</source>
        <translation>= 两者相同；同样相同的还有：%1</translation>
    </message>
    <message>
        <source>Nothing here tells the rules. A live run with nftrace does.</source>
        <translation>这里没有规则信息。用 nftrace 实时运行时才有。</translation>
    </message>
    <message>
        <source>No base chain is registered here, in neither ruleset.</source>
        <translation>两个规则集在此都没有注册基本链。</translation>
    </message>
    <message>
        <source>Rulesets of A and B</source>
        <translation>A 和 B 的规则集</translation>
    </message>
    <message>
        <source>Ruleset %1</source>
        <translation>规则集 %1</translation>
    </message>
    <message>
        <source>Ruleset %1 → %2</source>
        <translation>规则集 %1 → %2</translation>
    </message>
    <message>
        <source>The rules are known of one of the two only.</source>
        <translation>两者中只知道其中一个的规则。</translation>
    </message>
    <message>
        <source>The same rules for both.</source>
        <translation>两者的规则相同。</translation>
    </message>
    <message numerus="yes">
        <source>… %n more line(s)</source>
        <translation>
            <numerusform>… 还有 %n 行</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 at least</source>
        <translation>至少 %1</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>first difference · step %1</source>
        <translation>第一处不同 · 第 %1 步</translation>
    </message>
    <message>
        <source>Dismiss the message, or leave the comparison</source>
        <translation>关闭消息，或离开比较</translation>
    </message>
    <message>
        <source>Pin packet as &amp;A, or no longer</source>
        <translation>把数据包固定为 A，或取消(&amp;A)</translation>
    </message>
    <message>
        <source>Pin packet as &amp;B, or no longer</source>
        <translation>把数据包固定为 B，或取消(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Compare A and B, or leave</source>
        <translation>比较 A 和 B，或离开(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Next difference</source>
        <translation>下一处不同(&amp;N)</translation>
    </message>
    <message>
        <source>Previous &amp;difference</source>
        <translation>上一处不同(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Swap A and B</source>
        <translation>交换 A 和 B(&amp;S)</translation>
    </message>
    <message>
        <source>Send A&apos;s probe &amp;again as B</source>
        <translation>再次发送 A 的探测包作为 B(&amp;G)</translation>
    </message>
    <message>
        <source>Comparison</source>
        <translation>比较</translation>
    </message>
    <message>
        <source>--against compares two packets: name one in each, as in &apos;kern.log#packet=3&apos;.</source>
        <translation>--against 比较两个数据包：请各指定一个，例如 &apos;kern.log#packet=3&apos;。</translation>
    </message>
    <message>
        <source>Compare the packet of FILE, A, with this one, B: &apos;kern.log#packet=3&apos; and &apos;later.log#packet=9&apos;.</source>
        <translation>把 FILE 的数据包 (A) 与这一个 (B) 比较：&apos;kern.log#packet=3&apos; 和 &apos;later.log#packet=9&apos;。</translation>
    </message>
    <message>
        <source>&amp;Save</source>
        <translation>保存(&amp;S)</translation>
    </message>
    <message>
        <source>Save &amp;as…</source>
        <translation>另存为(&amp;A)…</translation>
    </message>
    <message>
        <source>Next &amp;drop</source>
        <translation>下一次丢弃(&amp;D)</translation>
    </message>
    <message>
        <source>Previous d&amp;rop</source>
        <translation>上一次丢弃(&amp;R)</translation>
    </message>
    <message>
        <source>Next change of &amp;address</source>
        <translation>下一次地址改写(&amp;A)</translation>
    </message>
    <message>
        <source>Previous change of address</source>
        <translation>上一次地址改写</translation>
    </message>
    <message>
        <source>Next packet of the &amp;connection</source>
        <translation>同一连接的下一个数据包(&amp;C)</translation>
    </message>
    <message>
        <source>Previous packet of the connection</source>
        <translation>同一连接的上一个数据包</translation>
    </message>
    <message>
        <source>Loop the pac&amp;ket</source>
        <translation>循环播放该数据包(&amp;K)</translation>
    </message>
    <message>
        <source>Loop what the lanes s&amp;how</source>
        <translation>循环播放泳道中显示的内容(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Live, not frozen</source>
        <translation>实时，不冻结(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Flag here, or none</source>
        <translation>在此处插旗或取消(&amp;F)</translation>
    </message>
    <message>
        <source>Flag with a &amp;note…</source>
        <translation>插旗并附注(&amp;N)…</translation>
    </message>
    <message>
        <source>Remove the fla&amp;g</source>
        <translation>移除旗标(&amp;G)</translation>
    </message>
    <message>
        <source>Next flag</source>
        <translation>下一个旗标</translation>
    </message>
    <message>
        <source>Previous flag</source>
        <translation>上一个旗标</translation>
    </message>
    <message>
        <source>Time cl&amp;oser</source>
        <translation>放大时间(&amp;O)</translation>
    </message>
    <message>
        <source>Time far&amp;ther</source>
        <translation>缩小时间(&amp;T)</translation>
    </message>
    <message>
        <source>All of t&amp;ime</source>
        <translation>全部时间(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Steps and charts</source>
        <translation>步骤与图表(&amp;S)</translation>
    </message>
    <message>
        <source>Time machine</source>
        <translation>时间机器</translation>
    </message>
    <message>
        <source>%1 where the lanes are folded</source>
        <translation>%1（泳道折叠时）</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 分 %2 秒</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 小时 %2 分</translation>
    </message>
    <message>
        <source>%1 before</source>
        <translation>早 %1</translation>
    </message>
    <message>
        <source>%1 on</source>
        <translation>晚 %1</translation>
    </message>
    <message>
        <source>Copy &amp;picture</source>
        <translation>复制图片(&amp;P)</translation>
    </message>
    <message>
        <source>Copy &amp;text</source>
        <translation>复制文本(&amp;T)</translation>
    </message>
    <message>
        <source>--packet and --step name a place in a saved log: give its file, too.</source>
        <translation>--packet 和 --step 指的是已保存日志中的位置：请同时给出日志文件。</translation>
    </message>
    <message>
        <source>--step is one of a packet: name that with --packet.</source>
        <translation>--step 是某个数据包的步骤：请用 --packet 指明该数据包。</translation>
    </message>
    <message>
        <source>--packet takes a number from 1 on, as the list counts.</source>
        <translation>--packet 的值是从 1 开始的数字，与列表的编号相同。</translation>
    </message>
    <message>
        <source>--step takes a number from 1 on, as the list of steps counts.</source>
        <translation>--step 的值是从 1 开始的数字，与步骤列表的编号相同。</translation>
    </message>
    <message>
        <source>--render, --render-steps and --check are three tasks: give one of them.</source>
        <translation>--render、--render-steps 和 --check 是三项任务：请只给出其中一项。</translation>
    </message>
    <message>
        <source>--render-steps needs the name of a folder.</source>
        <translation>--render-steps 需要一个文件夹的名称。</translation>
    </message>
    <message>
        <source>--theme print is for pictures: give --render, too.</source>
        <translation>--theme print 用于图片：请同时给出 --render。</translation>
    </message>
    <message>
        <source>--theme is light, dark, print or auto.</source>
        <translation>--theme 的值为 light、dark、print 或 auto。</translation>
    </message>
    <message>
        <source>--scale is a number from 0.25 to 8, as in 2.</source>
        <translation>--scale 是 0.25 到 8 之间的数字，例如 2。</translation>
    </message>
    <message>
        <source>--scale is for pictures: give --render, too.</source>
        <translation>--scale 用于图片：请同时给出 --render。</translation>
    </message>
    <message>
        <source>--large-type is drawn as PNG, light or dark.</source>
        <translation>--large-type 画成 PNG，用 light 或 dark。</translation>
    </message>
    <message>
        <source>Go to this packet of the file, counted from 1.</source>
        <translation>转到文件中的这个数据包，从 1 开始计数。</translation>
    </message>
    <message>
        <source>Go to this step of the packet, counted from 1.</source>
        <translation>转到该数据包的这一步，从 1 开始计数。</translation>
    </message>
    <message>
        <source>Draw each step of the packet into this folder, as step-01.png and so on, with an index.md.</source>
        <translation>把该数据包的每一步画到此文件夹中，依次为 step-01.png 等，并附 index.md。</translation>
    </message>
    <message>
        <source>Draw this many pixels for one, as in 2 for a sharp screen.</source>
        <translation>一个像素画成这么多像素，例如高分辨率屏幕用 2。</translation>
    </message>
    <message>
        <source>light or dark, for this run. For pictures also print: the diagram, for paper; and auto: an SVG that follows its reader, else light.</source>
        <translation>本次运行用 light 或 dark。图片还可用 print：用于打印的图；以及 auto：跟随读者外观的 SVG，其他格式用 light。</translation>
    </message>
    <message>
        <source>Recordings, logs and captures (*.hookwalk *.kmsg *.dmesg *.log *.txt *.gz *.pcap *.pcapng);;All files (*)</source>
        <translation>录制、日志和抓包文件 (*.hookwalk *.kmsg *.dmesg *.log *.txt *.gz *.pcap *.pcapng);;所有文件 (*)</translation>
    </message>
    <message>
        <source>%1 × %2 pixels</source>
        <translation>%1 × %2 像素</translation>
    </message>
    <message>
        <source>Animated WebP</source>
        <translation>WebP 动画</translation>
    </message>
    <message>
        <source>Series of PNGs</source>
        <translation>PNG 系列</translation>
    </message>
    <message>
        <source>JSON, a line each</source>
        <translation>JSON，每包一行</translation>
    </message>
    <message>
        <source>it says “%1”, and would say “%2” now</source>
        <translation>写的是“%1”，现在会写“%2”</translation>
    </message>
    <message>
        <source>its size is %1, and would be %2 now</source>
        <translation>大小为 %1，现在会是 %2</translation>
    </message>
    <message>
        <source>pixels differ in a region of %1 at %2,%3</source>
        <translation>在 %2,%3 处 %1 的区域中像素不同</translation>
    </message>
    <message>
        <source>its bytes differ from byte %1 on</source>
        <translation>从第 %1 个字节起不同</translation>
    </message>
    <message>
        <source>%1 is stale: %2.</source>
        <translation>%1 已过时：%2。</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>导出(&amp;E)…</translation>
    </message>
    <message>
        <source>A picture&apos;s name ends in .png, .svg, .pdf or .webp, a document&apos;s in one of %1.</source>
        <translation>图片的名称以 .png、.svg、.pdf 或 .webp 结尾，文档的名称以下列之一结尾：%1。</translation>
    </message>
    <message>
        <source>--size, --scale, --large-type and --theme print are for pictures, and this is a document.</source>
        <translation>--size、--scale、--large-type 和 --theme print 用于图片，而这是文档。</translation>
    </message>
    <message>
        <source>Draw the window into a PNG file, its diagram as SVG or PDF, or all steps as an animated WebP, without a display, and end; or write a document as hookwalk-cli render does: .html, .anim.svg, .mmd, .md, .txt, .json. The same bytes everywhere.</source>
        <translation>无需显示器，把窗口画成 PNG 文件，把其中的图画成 SVG 或 PDF，或把所有步骤画成 WebP 动画，然后结束；或像 hookwalk-cli render 那样写出文档：.html、.anim.svg、.mmd、.md、.txt、.json。在任何地方每个字节都相同。</translation>
    </message>
    <message>
        <source>Make it again and compare: the exit status is 1 where this file is no longer what would be made, and standard error has what changed.</source>
        <translation>重新生成并比较：如果此文件与现在会生成的不同，退出状态为 1，并在标准错误输出中说明有何变化。</translation>
    </message>
    <message>
        <source>Speak this language, as in de or pt_BR, or that of a .qm file. Default: the one that was chosen in the window, else the machine&apos;s; of pictures and documents English.</source>
        <translation>使用此语言，如 de 或 pt_BR，或 .qm 文件的语言。默认：在窗口中选择的语言，否则为本机的语言；图片和文档默认用英语。</translation>
    </message>
    <message>
        <source>Go &amp;to a packet or time…</source>
        <translation>转到数据包或时间(&amp;T)…</translation>
    </message>
    <message>
        <source>Rows: packets, connections, with their packets</source>
        <translation>行：数据包、连接、连接及其数据包</translation>
    </message>
    <message>
        <source>Open or close the connection</source>
        <translation>展开或收起连接</translation>
    </message>
    <message>
        <source>Give the route to %1 back</source>
        <translation>恢复到 %1 的路由</translation>
    </message>
    <message>
        <source>Work in a network namespace of it: a name that ip netns lists, a file, or the PID of a process in it.</source>
        <translation>在它的某个网络命名空间中工作：ip netns 列出的名称、文件，或其中某个进程的 PID。</translation>
    </message>
    <message>
        <source>A saved log needs no network namespace: leave out --netns, or the file.</source>
        <translation>已保存的日志不需要网络命名空间：请去掉 --netns 或文件。</translation>
    </message>
    <message>
        <source>Pictures are drawn of a saved log or of the lab: leave out --netns.</source>
        <translation>图片只能由已保存的日志或实验环境绘制：请去掉 --netns。</translation>
    </message>
    <message>
        <source>Several files are read together: name a place behind the first one only.</source>
        <translation>多个文件一起读取：只在第一个文件后写出位置。</translation>
    </message>
    <message>
        <source>A saved kernel log to open, without a lab; or a place in it, as in &apos;kern.log#packet=7&amp;step=4&apos;. Captures of the same time behind it are read together with it.</source>
        <translation>要打开的已保存内核日志，不用实验环境；或其中的位置，例如 &apos;kern.log#packet=7&amp;step=4&apos;。其后同一时间的抓包文件与它一起读取。</translation>
    </message>
    <message>
        <source>copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>&amp;Redo what was undone</source>
        <translation>重做已撤销的更改(&amp;R)</translation>
    </message>
    <message>
        <source>Turn NAT off</source>
        <translation>关闭 NAT</translation>
    </message>
    <message>
        <source>--size is WIDTHxHEIGHT, from 640x360 to 9999x9999, as in 1920x1080.</source>
        <translation>--size 为 宽x高，从 640x360 到 9999x9999，如 1920x1080。</translation>
    </message>
    <message>
        <source>Compare · two packets of one recording</source>
        <translation>比较 · 同一录制中的两个数据包</translation>
    </message>
    <message>
        <source>Compare · packets of two recordings</source>
        <translation>比较 · 两个录制中的数据包</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>--against is not drawn for the projector: leave out --large-type.</source>
        <translation>--against 没有投影画面：请去掉 --large-type。</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1，%2</translation>
    </message>
    <message>
        <source>No packet was reported, so there is nothing to draw.</source>
        <translation>没有报告任何数据包，因此没有可绘制的内容。</translation>
    </message>
    <message>
        <source>--with-reply and --against cannot both be.</source>
        <translation>--with-reply 与 --against 不能同时使用。</translation>
    </message>
    <message>
        <source>--with-reply is of one packet of a saved log: name it, as in &apos;kern.log#packet=3&apos;.</source>
        <translation>--with-reply 针对已保存日志中的一个数据包：请指明它，例如 &apos;kern.log#packet=3&apos;。</translation>
    </message>
    <message>
        <source>it has %1 pictures, and would have %2 now</source>
        <translation>它有 %1 幅图，现在应有 %2 幅</translation>
    </message>
    <message>
        <source>its picture %1 of %2 is another one</source>
        <translation>其 %2 幅图中的第 %1 幅不同</translation>
    </message>
    <message>
        <source>%1 is damaged: it cannot be read to its end. Make it again.</source>
        <translation>%1 已损坏：无法读到末尾。请重新生成。</translation>
    </message>
    <message>
        <source>--with-reply is for pictures and documents, and not for --large-type.</source>
        <translation>--with-reply 用于图片和文档，不能与 --large-type 一起使用。</translation>
    </message>
    <message>
        <source>The packet and what answered it: one under the other, or their steps one after the other.</source>
        <translation>数据包及其应答：上下排列，或其步骤先后出现。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::AddressRows</name>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Address %1</source>
        <translation>地址 %1</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>删除 %1</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::AlignedStepModel</name>
    <message>
        <source>Step %1: %2</source>
        <translation>第 %1 步：%2</translation>
    </message>
    <message>
        <source>the first difference</source>
        <translation>第一处不同</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::AlignedSteps</name>
    <message>
        <source>Next difference</source>
        <translation>下一处不同</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>aligned</source>
        <translation>已对齐</translation>
    </message>
    <message>
        <source>Swap A and B</source>
        <translation>交换 A 和 B</translation>
    </message>
    <message>
        <source>Steps of both packets</source>
        <translation>两个数据包的步骤</translation>
    </message>
    <message>
        <source>To the next difference</source>
        <translation>到下一处不同</translation>
    </message>
    <message>
        <source>Times in µs since the first line of each.</source>
        <translation>时间以 µs 计，从各自的第一行算起。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of A have no match in B.</source>
        <translation>
            <numerusform>A 有 %n 步在 B 中没有对应。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) of B have no match in A.</source>
        <translation>
            <numerusform>B 有 %n 步在 A 中没有对应。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::BottomPanel</name>
    <message>
        <source>Filter packets</source>
        <translation>过滤数据包</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ChainTimeChart</name>
    <message>
        <source>Time from each chain to the next in microseconds</source>
        <translation>从每条链到下一条链的时间，单位为微秒</translation>
    </message>
    <message>
        <source>%1: %2 µs until the next line</source>
        <translation>%1：到下一行 %2 µs</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ChangeStrip</name>
    <message>
        <source>Apply</source>
        <translation>应用</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Its commands come when the fields are good.</source>
        <translation>各字段填写正确后显示其命令。</translation>
    </message>
    <message>
        <source>Point at a control to see its commands.</source>
        <translation>指向控件即可查看其命令。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ChartPanel</name>
    <message>
        <source>Time per chain, µs</source>
        <translation>每链耗时，µs</translation>
    </message>
    <message>
        <source>Round trip, %1</source>
        <translation>往返时间，%1</translation>
    </message>
    <message>
        <source>median %1</source>
        <translation>中位数 %1</translation>
    </message>
    <message>
        <source>The round trip of each ping appears here.</source>
        <translation>每次 ping 的往返时间显示在这里。</translation>
    </message>
    <message>
        <source>The time from line to line of the selected packet appears here, where the log has times.</source>
        <translation>日志带有时间时，所选数据包从一行到下一行的时间显示在这里。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::CommandsView</name>
    <message>
        <source>Tool for the translation of addresses</source>
        <translation>地址转换所用的工具</translation>
    </message>
    <message>
        <source>Copy the commands</source>
        <translation>复制命令</translation>
    </message>
    <message>
        <source>What one would type in a shell, as root, for the same</source>
        <translation>以 root 身份在 shell 中完成同样操作所用的命令</translation>
    </message>
    <message>
        <source>In the lab: %1 …</source>
        <translation>实验环境中：%1 …</translation>
    </message>
    <message>
        <source>Stands before each line that is copied, so that it runs in the lab.</source>
        <translation>加在复制的每一行之前，使其在实验环境中运行。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::CompareTransport</name>
    <message>
        <source>To the first step</source>
        <translation>到第一步</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>To the last step</source>
        <translation>到最后一步</translation>
    </message>
    <message>
        <source>To the difference before</source>
        <translation>到上一处不同</translation>
    </message>
    <message>
        <source>Difference</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>To the next difference</source>
        <translation>到下一处不同</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>How fast the steps follow each other</source>
        <translation>步骤相继的快慢</translation>
    </message>
    <message>
        <source>A and B move together, step by step</source>
        <translation>A 和 B 一步一步同时前进</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>step %1 of %2 · A has %3, B has %4</source>
        <translation>第 %1 步，共 %2 步 · A 有 %3 步，B 有 %4 步</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::CompareView</name>
    <message>
        <source>Comparison of A and B</source>
        <translation>A 与 B 的比较</translation>
    </message>
    <message>
        <source>Copied: both ways, the verdict and the rules that differ.</source>
        <translation>已复制：两条路径、结论和不同的规则。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ConnectionModel</name>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message numerus="yes">
        <source>%1, %2 packet(s)</source>
        <translation>
            <numerusform>%1，%2 个数据包</numerusform>
        </translation>
    </message>
    <message>
        <source>Connection, opened: %1</source>
        <translation>连接，已展开：%1</translation>
    </message>
    <message>
        <source>Connection: %1</source>
        <translation>连接：%1</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ConnectionSection</name>
    <message>
        <source>Connection of the packet</source>
        <translation>数据包的连接</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Packets of this connection: %1</source>
        <translation>此连接的数据包：%1</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1另有 %2 个</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::CreateTunDialog</name>
    <message>
        <source>There is no user “%1” on this machine.</source>
        <translation>本机上没有用户“%1”。</translation>
    </message>
    <message>
        <source>There is no group “%1” on this machine.</source>
        <translation>本机上没有组“%1”。</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>所有者</translation>
    </message>
    <message>
        <source>The user who may open it. Empty: only root, or the group.</source>
        <translation>可以打开它的用户。留空：只有 root 或该组。</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>组</translation>
    </message>
    <message>
        <source>The group that may open it.</source>
        <translation>可以打开它的组。</translation>
    </message>
    <message>
        <source>tun: IP packets</source>
        <translation>tun：IP 数据包</translation>
    </message>
    <message>
        <source>tap: Ethernet frames</source>
        <translation>tap：以太网帧</translation>
    </message>
    <message>
        <source>Stays while no program has it open</source>
        <translation>没有程序打开它时仍保留</translation>
    </message>
    <message>
        <source>Create a tun device</source>
        <translation>创建 tun 设备</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DeviceList</name>
    <message>
        <source>Tun and tap devices</source>
        <translation>tun 和 tap 设备</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DiagramView</name>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1, way in</source>
        <translation>%1，入向</translation>
    </message>
    <message>
        <source>%1, way out</source>
        <translation>%1，出向</translation>
    </message>
    <message>
        <source>Diagram of netfilter</source>
        <translation>netfilter 图</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DiffPanel</name>
    <message>
        <source>How both ended</source>
        <translation>两者的结局</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Headers of both packets</source>
        <translation>两个数据包的头部</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Rules of both rulesets at this chain</source>
        <translation>两个规则集在此链上的规则</translation>
    </message>
    <message>
        <source>What differs between the rulesets</source>
        <translation>两个规则集的不同之处</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>A and B</source>
        <translation>A 和 B</translation>
    </message>
    <message>
        <source>Leave the comparison; the pins stay</source>
        <translation>离开比较；固定保留</translation>
    </message>
    <message>
        <source>Send again as B</source>
        <translation>再次发送作为 B</translation>
    </message>
    <message>
        <source>Sends the probe of A once more and pins its packet as B</source>
        <translation>再发送一次 A 的探测包，并把它的数据包固定为 B</translation>
    </message>
    <message>
        <source>Copy as text</source>
        <translation>复制为文本</translation>
    </message>
    <message>
        <source>Both ways, the verdict and what differs between the rulesets</source>
        <translation>两条路径、结论以及两个规则集的不同之处</translation>
    </message>
    <message>
        <source>Step %1</source>
        <translation>第 %1 步</translation>
    </message>
    <message>
        <source>the first difference</source>
        <translation>第一处不同</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>优先级 %1</translation>
    </message>
    <message>
        <source>Rules of %1</source>
        <translation>%1 的规则</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DockLink</name>
    <message>
        <source>Start the lab to see its tun.</source>
        <translation>启动实验环境以查看 tun 设备。</translation>
    </message>
    <message>
        <source>Start on this machine to see its tun devices.</source>
        <translation>在本机启动以查看其 tun 设备。</translation>
    </message>
    <message>
        <source>The lab is being made…</source>
        <translation>正在建立实验环境…</translation>
    </message>
    <message>
        <source>The helper is being started…</source>
        <translation>正在启动辅助程序…</translation>
    </message>
    <message>
        <source>There is no lab. </source>
        <translation>没有实验环境。 </translation>
    </message>
    <message>
        <source>The helper could not be started. </source>
        <translation>无法启动辅助程序。 </translation>
    </message>
    <message>
        <source>Start</source>
        <translation>启动</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DoctorPanel</name>
    <message>
        <source>%1 bad</source>
        <translation>问题 %1</translation>
    </message>
    <message>
        <source>%1 good</source>
        <translation>正常 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n hint(s)</source>
        <translation>
            <numerusform>提示 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>Doctor</source>
        <translation>诊断</translation>
    </message>
    <message>
        <source>Examine again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>Go to the doctor</source>
        <translation>转到诊断</translation>
    </message>
    <message>
        <source>Not examined yet.</source>
        <translation>尚未检查。</translation>
    </message>
    <message>
        <source>Doctor: %1</source>
        <translation>诊断：%1</translation>
    </message>
    <message>
        <source>Nothing was left to put back.</source>
        <translation>没有需要恢复的遗留。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::DoctorRow</name>
    <message>
        <source>good</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>hint</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Copy “%1”</source>
        <translation>复制“%1”</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::EndingSection</name>
    <message>
        <source>%1. The code stays the same in every version: scripts may rely on it.</source>
        <translation>%1。此代码在各版本中保持不变：脚本可以依赖它。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Evidence</name>
    <message>
        <source>Observed</source>
        <translation>已观测</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>未经此处</translation>
    </message>
    <message>
        <source>Skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>Inferred</source>
        <translation>推断</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ExportDialog</name>
    <message>
        <source>Export</source>
        <translation>导出</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>格式</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Documents</source>
        <translation>文档</translation>
    </message>
    <message>
        <source>Packets for other tools</source>
        <translation>供其他工具使用的数据包</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s), and an index.md</source>
        <translation>
            <numerusform>%n 张图片和一个 index.md</numerusform>
        </translation>
    </message>
    <message>
        <source>A page to step through, in one file, for any browser. It tells:</source>
        <translation>可逐步查看的网页，只有一个文件，任何浏览器都能打开。内容如下：</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n 个数据包</numerusform>
        </translation>
    </message>
    <message>
        <source>For Wireshark and tshark: each packet once, with its way and ending as its comment.</source>
        <translation>供 Wireshark 和 tshark 使用：每个数据包一次，其路径和结局写在注释中。</translation>
    </message>
    <message>
        <source>Drawing…</source>
        <translation>正在绘制…</translation>
    </message>
    <message>
        <source>Folder for the pictures</source>
        <translation>存放图片的文件夹</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>packet %1 of %2</source>
        <translation>第 %1 个数据包，共 %2 个</translation>
    </message>
    <message>
        <source>Show in browser</source>
        <translation>在浏览器中查看</translation>
    </message>
    <message>
        <source>No browser was found on this machine. Save the file and open it where there is one.</source>
        <translation>这台机器上没有找到浏览器。请保存文件，并在有浏览器的机器上打开。</translation>
    </message>
    <message>
        <source>A picture that moves, without a script, for any browser. It tells:</source>
        <translation>会动的图片，不含脚本，任何浏览器都能显示。内容如下：</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ExportOptions</name>
    <message>
        <source>What is exported</source>
        <translation>导出的内容</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>颜色</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>长度</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>For paper</source>
        <translation>用于打印</translation>
    </message>
    <message>
        <source>Light or dark, as its reader</source>
        <translation>跟随读者的浅色或深色</translation>
    </message>
    <message>
        <source>This packet</source>
        <translation>此数据包</translation>
    </message>
    <message>
        <source>This packet and its answer</source>
        <translation>此数据包及其应答</translation>
    </message>
    <message>
        <source>A and B, compared</source>
        <translation>A 与 B 的比较</translation>
    </message>
    <message numerus="yes">
        <source>All that the list shows: %n packet(s)</source>
        <translation>
            <numerusform>列表显示的全部：%n 个数据包</numerusform>
        </translation>
    </message>
    <message>
        <source>Twice the size</source>
        <translation>两倍大小</translation>
    </message>
    <message>
        <source>Plain size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>4 times the size</source>
        <translation>四倍大小</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>中等</translation>
    </message>
    <message>
        <source>Short</source>
        <translation>短</translation>
    </message>
    <message>
        <source>Long</source>
        <translation>长</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::FileOpener</name>
    <message>
        <source>%1 has changed since it was read. What was read stays; open it again to see what it holds now.</source>
        <translation>%1 在读取后已更改。已读取的内容保留不变；重新打开即可查看现在的内容。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::FilterChip</name>
    <message>
        <source>Filter %1: take it away</source>
        <translation>过滤条件 %1：去掉</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::FilterField</name>
    <message>
        <source>Clear the filter</source>
        <translation>清除过滤</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>过滤</translation>
    </message>
    <message>
        <source>Which packets to show: endings, causes, addresses, networks, :ports, protocols, chains, devices, &quot;text&quot;. Commas are OR, a - in front is NOT.</source>
        <translation>显示哪些数据包：结局、原因、地址、网段、:端口、协议、链、接口、&quot;文本&quot;。逗号表示“或”，前面的 - 表示“非”。</translation>
    </message>
    <message>
        <source>Without %1: %2 of %3</source>
        <translation>去掉 %1：%2 / %3</translation>
    </message>
    <message>
        <source>Filter: dropped, tcp, :8080, 198.51.100.0/24 …</source>
        <translation>过滤：dropped, tcp, :8080, 198.51.100.0/24 …</translation>
    </message>
    <message>
        <source>or …</source>
        <translation>或 …</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::GatewayPanel</name>
    <message>
        <source>Drops packets whose source would not be answered by the device they came from (RFC 3704). The kernel takes the greater number of this device and of all.</source>
        <translation>若对某数据包源地址的应答不会经它进入的设备发出，则丢弃该数据包 (RFC 3704)。内核取此设备的值与 all 的值中较大者。</translation>
    </message>
    <message>
        <source>IP forwarding</source>
        <translation>IP 转发</translation>
    </message>
    <message>
        <source>Masquerade</source>
        <translation>地址伪装</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Change the source NAT</source>
        <translation>更改源地址转换</translation>
    </message>
    <message>
        <source>Other rules rewrite sources, too, and come first: %1.</source>
        <translation>另有规则也改写源地址，而且先于此规则：%1。</translation>
    </message>
    <message>
        <source>Reverse path</source>
        <translation>反向路径过滤</translation>
    </message>
    <message>
        <source>Log martians</source>
        <translation>记录 martian</translation>
    </message>
    <message>
        <source>Writes packets with impossible addresses to the kernel log.</source>
        <translation>把地址不可能合法的数据包写入内核日志。</translation>
    </message>
    <message>
        <source>SNAT</source>
        <translation>SNAT</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::GoToEditor</name>
    <message>
        <source>Packet or time</source>
        <translation>数据包或时间</translation>
    </message>
    <message>
        <source>7, 10:42:31 or 31.402</source>
        <translation>7、10:42:31 或 31.402</translation>
    </message>
    <message>
        <source>Go (Enter)</source>
        <translation>转到 (Enter)</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Go to a packet or a time</source>
        <translation>转到某个数据包或时间</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Inspector</name>
    <message>
        <source>One step back (←)</source>
        <translation>后退一步（←）</translation>
    </message>
    <message>
        <source>One step forward (→)</source>
        <translation>前进一步（→）</translation>
    </message>
    <message>
        <source>Header of the packet</source>
        <translation>数据包头部</translation>
    </message>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Raw kernel line</source>
        <translation>内核原始行</translation>
    </message>
    <message>
        <source>Copy the line</source>
        <translation>复制该行</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
    <message>
        <source>No packet yet</source>
        <translation>尚无数据包</translation>
    </message>
    <message>
        <source>Send a ping, or click a place of the diagram to read what it is for.</source>
        <translation>发送一个 ping，或点击图中的某处查看其用途。</translation>
    </message>
    <message>
        <source>priority %1</source>
        <translation>优先级 %1</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message>
        <source>Chain %1 of table %2 %3, type %4, hook %5. %6</source>
        <translation>表 %2 %3 的 %1 链，类型 %4，钩子 %5。%6</translation>
    </message>
    <message>
        <source>as at step %1</source>
        <translation>同第 %1 步</translation>
    </message>
    <message>
        <source>%1 changed since step %2</source>
        <translation>第 %2 步以来变化 %1 处</translation>
    </message>
    <message>
        <source>Raw line</source>
        <translation>原始行</translation>
    </message>
    <message>
        <source>Chain %1 of table %2 %3.</source>
        <translation>表 %2 %3 的链 %1。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::KeysWindow</name>
    <message>
        <source>Keyboard</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Single keys work while no text is being typed. All of this stands in the menu, too.</source>
        <translation>单键快捷键在没有输入文字时有效。菜单中也列有全部快捷键。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::LabLink</name>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Starting the helper…</source>
        <translation>正在启动辅助程序…</translation>
    </message>
    <message>
        <source>An administrator may be asked to let it in.</source>
        <translation>可能会请管理员授权运行它。</translation>
    </message>
    <message>
        <source>The helper is being started. An administrator may be asked to let it in.</source>
        <translation>正在启动辅助程序。可能会请管理员授权运行它。</translation>
    </message>
    <message>
        <source>No helper</source>
        <translation>无辅助程序</translation>
    </message>
    <message>
        <source>The helper could not be started. The Lab needs no privileges.</source>
        <translation>无法启动辅助程序。实验环境无需任何特权。</translation>
    </message>
    <message>
        <source>No tun chosen</source>
        <translation>未选择 tun</translation>
    </message>
    <message>
        <source>Create a tun on the left, or choose one, and send pings into it. All that Hookwalk changes is put back at the end.</source>
        <translation>在左侧创建或选择一个 tun 设备，向其发送 ping。Hookwalk 所作的更改最后会全部恢复。</translation>
    </message>
    <message>
        <source>Open a saved kernel log with %1, or drop one here.</source>
        <translation>用 %1 打开已保存的内核日志，或把它拖放到这里。</translation>
    </message>
    <message>
        <source>No lab</source>
        <translation>无实验环境</translation>
    </message>
    <message>
        <source>Making the lab…</source>
        <translation>正在建立实验环境…</translation>
    </message>
    <message>
        <source>Network namespaces of its own, with a tun and a far host.</source>
        <translation>独立的网络命名空间，含一个 tun 设备和一台远端主机。</translation>
    </message>
    <message>
        <source>Network namespaces of its own, a tun and a far host. Nothing of this machine is touched.</source>
        <translation>独立的网络命名空间、一个 tun 设备和一台远端主机。不触及本机的任何东西。</translation>
    </message>
    <message>
        <source>There is no lab</source>
        <translation>没有实验环境</translation>
    </message>
    <message>
        <source>%1 ready</source>
        <translation>%1 就绪</translation>
    </message>
    <message>
        <source>Lab ready</source>
        <translation>实验环境就绪</translation>
    </message>
    <message>
        <source>Press Send</source>
        <translation>请按“发送”</translation>
    </message>
    <message>
        <source>A real ping walks through this kernel&apos;s netfilter and back, and you see each step.</source>
        <translation>一个真实的 ping 会往返穿过这个内核的 netfilter，每一步都看得见。</translation>
    </message>
    <message>
        <source>Trace is off</source>
        <translation>跟踪已关闭</translation>
    </message>
    <message>
        <source>Pings are sent, but nothing of their way is reported.</source>
        <translation>会发送 ping，但不报告其路径。</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>%1 M lost</source>
        <translation>丢失 %1 M</translation>
    </message>
    <message>
        <source>Log + NFLOG</source>
        <translation>日志 + NFLOG</translation>
    </message>
    <message>
        <source>Trace is off: nothing is drawn</source>
        <translation>跟踪已关闭：不画任何路径</translation>
    </message>
    <message>
        <source>Pings are sent, but nothing of their way is reported. Switch Trace on to see it.</source>
        <translation>ping 会发送，但不报告其路径。打开跟踪即可看到。</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验环境</translation>
    </message>
    <message>
        <source>Lab: network namespaces of its own</source>
        <translation>实验环境：独立的网络命名空间</translation>
    </message>
    <message>
        <source>This machine: its real network, changed by the helper and put back</source>
        <translation>本机：真实的网络，由辅助程序更改并恢复</translation>
    </message>
    <message>
        <source>Network namespace %1: changed by the helper and put back</source>
        <translation>网络命名空间 %1：由辅助程序更改，结束时恢复</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::LeftDock</name>
    <message>
        <source>Tun, gateway and doctor</source>
        <translation>tun、网关与诊断</translation>
    </message>
    <message>
        <source>&amp;Left dock</source>
        <translation>左侧面板(&amp;L)</translation>
    </message>
    <message>
        <source>More about the setup</source>
        <translation>更多配置操作</translation>
    </message>
    <message>
        <source>Setup as a script…</source>
        <translation>配置脚本…</translation>
    </message>
    <message>
        <source>Start the lab to see its tun.</source>
        <translation>启动实验环境以查看 tun 设备。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::MainWindow</name>
    <message>
        <source>Inspector</source>
        <translation>检查器</translation>
    </message>
    <message>
        <source>Packets and playback</source>
        <translation>数据包与播放</translation>
    </message>
    <message>
        <source>Reading %1</source>
        <translation>正在读取 %1</translation>
    </message>
    <message>
        <source>Reading %1…</source>
        <translation>正在读取 %1…</translation>
    </message>
    <message>
        <source>%1. Escape leaves it.</source>
        <translation>%1。按 Esc 取消。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验环境</translation>
    </message>
    <message>
        <source>Saved log: %1</source>
        <translation>已存日志：%1</translation>
    </message>
    <message>
        <source>%1 of %2 in %3 came from netfilter.</source>
        <translation>%3 共 %2 行，其中 %1来自 netfilter。</translation>
    </message>
    <message>
        <source>Open &amp;recent</source>
        <translation>最近打开(&amp;R)</translation>
    </message>
    <message>
        <source>E&amp;xample logs</source>
        <translation>示例日志(&amp;X)</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>播放(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Messages</source>
        <translation>消息(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>视图(&amp;V)</translation>
    </message>
    <message>
        <source>Reduce &amp;motion</source>
        <translation>减少动画(&amp;M)</translation>
    </message>
    <message>
        <source>P&amp;rojector</source>
        <translation>投影(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;About Hookwalk</source>
        <translation>关于 Hookwalk(&amp;A)</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>尚无文件</translation>
    </message>
    <message>
        <source>Network namespaces of its own: nothing of this machine is touched.</source>
        <translation>独立的网络命名空间：不触及本机的任何东西。</translation>
    </message>
    <message>
        <source>Its real network. The helper may ask an administrator to be let in.</source>
        <translation>本机的真实网络。辅助程序可能需要管理员授权。</translation>
    </message>
    <message>
        <source>Open file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>A kernel log that was saved before.</source>
        <translation>先前保存的内核日志。</translation>
    </message>
    <message>
        <source>Export picture</source>
        <translation>导出图片</translation>
    </message>
    <message>
        <source>About Hookwalk</source>
        <translation>关于 Hookwalk</translation>
    </message>
    <message>
        <source>See how the Linux kernel moves a packet through netfilter.</source>
        <translation>观察 Linux 内核如何让数据包穿过 netfilter。</translation>
    </message>
    <message>
        <source>Licence: GPL 3.0 or later.</source>
        <translation>许可证：GPL 3.0 或更高版本。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Open an example</source>
        <translation>打开示例</translation>
    </message>
    <message>
        <source>Show rule</source>
        <translation>显示规则</translation>
    </message>
    <message>
        <source>Show packet</source>
        <translation>显示数据包</translation>
    </message>
    <message>
        <source>None yet</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>E&amp;dit</source>
        <translation>编辑(&amp;D)</translation>
    </message>
    <message>
        <source>L&amp;anguage</source>
        <translation>语言(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Undo: %1</source>
        <translation>撤销(&amp;U)：%1</translation>
    </message>
    <message>
        <source>Use NFLOG</source>
        <translation>改用 NFLOG</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>No tun is set up: create one, or choose one on the left.</source>
        <translation>尚未配置 tun 设备：请新建一个，或在左侧选择一个。</translation>
    </message>
    <message>
        <source>A locator leads into a saved log: save this one and open it first.</source>
        <translation>定位符指向已保存的日志：请先保存此日志并打开它。</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>已复制：%1</translation>
    </message>
    <message>
        <source>Nothing was seen of the packet that was sent again.</source>
        <translation>没有看到再次发送的数据包。</translation>
    </message>
    <message>
        <source>The packet that was pinned as %1 is gone: only the latest ones are kept.</source>
        <translation>固定为 %1 的数据包已不在：只保留最新的数据包。</translation>
    </message>
    <message>
        <source>No further difference.</source>
        <translation>没有更多不同之处。</translation>
    </message>
    <message>
        <source>No difference before.</source>
        <translation>前面没有不同之处。</translation>
    </message>
    <message>
        <source>Choose a packet to pin first.</source>
        <translation>请先选择要固定的数据包。</translation>
    </message>
    <message>
        <source>Pinned as %1: %2. Pin another packet as %3 to compare them.</source>
        <translation>已固定为 %1：%2。把另一个数据包固定为 %3 即可比较。</translation>
    </message>
    <message>
        <source>Nothing can be sent now: the lab is not ready, or a run is under way.</source>
        <translation>现在不能发送：实验环境未就绪，或正在运行。</translation>
    </message>
    <message>
        <source>No probe makes a packet like A: ICMP echo, UDP and TCP can be sent.</source>
        <translation>没有探测包能产生像 A 这样的数据包：可以发送 ICMP echo、UDP 和 TCP。</translation>
    </message>
    <message>
        <source>&amp;Comparison</source>
        <translation>比较(&amp;C)</translation>
    </message>
    <message>
        <source>Recovered</source>
        <translation>已恢复</translation>
    </message>
    <message>
        <source>Recordings without real addresses and names (*.hookwalk)</source>
        <translation>不含真实地址和名称的录制文件 (*.hookwalk)</translation>
    </message>
    <message>
        <source>Recordings (*.hookwalk)</source>
        <translation>录制文件 (*.hookwalk)</translation>
    </message>
    <message>
        <source>Kernel logs, without flags (*.kmsg *.log *.txt)</source>
        <translation>内核日志，不含旗标 (*.kmsg *.log *.txt)</translation>
    </message>
    <message>
        <source>Save what is shown</source>
        <translation>保存所显示的内容</translation>
    </message>
    <message>
        <source>Saved: %1</source>
        <translation>已保存：%1</translation>
    </message>
    <message>
        <source>Hookwalk ended unexpectedly (%1). What it had seen until then is kept.</source>
        <translation>Hookwalk 曾意外结束（%1）。到那时为止看到的内容已保留。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Time &amp;machine</source>
        <translation>时间机器(&amp;M)</translation>
    </message>
    <message>
        <source>No drop comes behind this packet.</source>
        <translation>此数据包之后没有丢弃。</translation>
    </message>
    <message>
        <source>No drop comes before this packet.</source>
        <translation>此数据包之前没有丢弃。</translation>
    </message>
    <message>
        <source>No address is changed there.</source>
        <translation>那里没有地址被改写。</translation>
    </message>
    <message>
        <source>The list has no other packet of this connection there.</source>
        <translation>列表在那一侧没有此连接的其他数据包。</translation>
    </message>
    <message>
        <source>Flag at record %1</source>
        <translation>旗标：记录 %1</translation>
    </message>
    <message>
        <source>The flag is gone: %1</source>
        <translation>旗标已移除：%1</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>filtered out</source>
        <translation>已被过滤掉</translation>
    </message>
    <message>
        <source>packet %1 of %2</source>
        <translation>第 %1 个数据包，共 %2 个</translation>
    </message>
    <message>
        <source>The picture is on the clipboard.</source>
        <translation>图片已在剪贴板中。</translation>
    </message>
    <message>
        <source>The packet&apos;s way is on the clipboard, as text.</source>
        <translation>数据包的路径已作为文本放入剪贴板。</translation>
    </message>
    <message>
        <source>Exported as %1.</source>
        <translation>已导出为 %1。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no packet and no time. Write a number, or a time as in 10:42:31 or 31.402.</source>
        <translation>“%1”既不是数据包也不是时间。请写数字，或写成 10:42:31 或 31.402 这样的时间。</translation>
    </message>
    <message>
        <source>There is no packet %1: the list has %2 to %3.</source>
        <translation>没有数据包 %1：列表中有 %2 到 %3。</translation>
    </message>
    <message>
        <source>The filter leaves no packet.</source>
        <translation>过滤后没有留下数据包。</translation>
    </message>
    <message>
        <source>%1 (PID %2)</source>
        <translation>%1（PID %2）</translation>
    </message>
    <message>
        <source>The network namespace %1</source>
        <translation>网络命名空间 %1</translation>
    </message>
    <message>
        <source>Other network namespace…</source>
        <translation>其他网络命名空间…</translation>
    </message>
    <message>
        <source>By its name, its file or a process in it: of a container, for example.</source>
        <translation>通过它的名称、文件或其中的进程，例如容器的进程。</translation>
    </message>
    <message numerus="yes">
        <source>%n flag(s) of the live recording are not saved.</source>
        <translation>
            <numerusform>实时录制中有 %n 个旗标尚未保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>No record tells of this step. The one before it has a flag already.</source>
        <translation>没有记录说明这一步。它之前的那条记录已有旗标。</translation>
    </message>
    <message>
        <source>Open a saved kernel log or a capture, or both together</source>
        <translation>打开已保存的内核日志或抓包文件，或两者一起打开</translation>
    </message>
    <message>
        <source>&amp;Redo: %1</source>
        <translation>重做(&amp;R)：%1</translation>
    </message>
    <message>
        <source>Flags in %1 were changed and are not saved.</source>
        <translation>%1 中的旗标已更改，尚未保存。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::MessageBar</name>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::NatForm</name>
    <message>
        <source>Packets from</source>
        <translation>数据包来自</translation>
    </message>
    <message>
        <source>New source</source>
        <translation>新的源地址</translation>
    </message>
    <message>
        <source>Leaving by</source>
        <translation>出口设备</translation>
    </message>
    <message>
        <source>A device; empty: any.</source>
        <translation>设备；留空：任意。</translation>
    </message>
    <message>
        <source>Kind of source NAT</source>
        <translation>源地址转换方式</translation>
    </message>
    <message>
        <source>Masquerade</source>
        <translation>地址伪装</translation>
    </message>
    <message>
        <source>SNAT</source>
        <translation>SNAT</translation>
    </message>
    <message>
        <source>The device&apos;s own address becomes the source.</source>
        <translation>以设备自身的地址为源地址。</translation>
    </message>
    <message>
        <source>The address below becomes the source.</source>
        <translation>以下面的地址为源地址。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::NetnsDialog</name>
    <message>
        <source>A name that ip netns lists, a file such as /run/docker/netns/default, or the PID of a process in it: of a container, docker inspect -f {{.State.Pid}} NAME tells it.</source>
        <translation>ip netns 列出的名称、/run/docker/netns/default 这样的文件，或其中某个进程的 PID：容器的 PID 由 docker inspect -f {{.State.Pid}} NAME 给出。</translation>
    </message>
    <message>
        <source>Network namespace</source>
        <translation>网络命名空间</translation>
    </message>
    <message>
        <source>&amp;Name, file or PID</source>
        <translation>名称、文件或 PID(&amp;N)</translation>
    </message>
    <message>
        <source>Name, file or PID</source>
        <translation>名称、文件或 PID</translation>
    </message>
    <message>
        <source>The command</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>前往</translation>
    </message>
    <message>
        <source>Copy command</source>
        <translation>复制命令</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::NoteEditor</name>
    <message>
        <source>Note</source>
        <translation>附注</translation>
    </message>
    <message>
        <source>Keep (Enter)</source>
        <translation>保留 (Enter)</translation>
    </message>
    <message>
        <source>Back (Esc)</source>
        <translation>返回 (Esc)</translation>
    </message>
    <message>
        <source>Remove flag</source>
        <translation>移除旗标</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Overview</name>
    <message>
        <source>All of time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>This log has no times</source>
        <translation>此日志没有时间</translation>
    </message>
    <message>
        <source>%1, all in view</source>
        <translation>%1，全部可见</translation>
    </message>
    <message>
        <source>%1 in view, of %2</source>
        <translation>可见 %1，共 %2</translation>
    </message>
    <message>
        <source>Drag: the part of time that the lanes show. The filter stays.
Drag with Alt: a term for the filter, with the time written out.</source>
        <translation>拖动：泳道所显示的时间段。过滤不变。
按住 Alt 拖动：写明时间的过滤条件。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::PresenterBar</name>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ProbePanel</name>
    <message>
        <source>New connection each</source>
        <translation>每次新建连接</translation>
    </message>
    <message>
        <source>Don’t fragment (DF)</source>
        <translation>禁止分片 (DF)</translation>
    </message>
    <message>
        <source>Port</source>
        <translation>端口</translation>
    </message>
    <message>
        <source>TCP flags</source>
        <translation>TCP 标志</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>whole</source>
        <translation>不分片</translation>
    </message>
    <message>
        <source>any</source>
        <translation>任意</translation>
    </message>
    <message>
        <source>A new ICMP id or source port for each: each is a new connection and passes the nat chains.
Off: one for all, and only the first packet of a connection sees nat.</source>
        <translation>每次使用新的 ICMP id 或源端口：每次都是新连接，会经过 nat 链。
关闭时：全部共用一个，只有连接的第一个数据包经过 nat。</translation>
    </message>
    <message>
        <source>Sent by</source>
        <translation>发送方</translation>
    </message>
    <message>
        <source>Payload</source>
        <translation>载荷</translation>
    </message>
    <message>
        <source>Fragments</source>
        <translation>分片</translation>
    </message>
    <message>
        <source>Checksum</source>
        <translation>校验和</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>Written to the tun&apos;s fd, as if a host behind it had sent it.</source>
        <translation>写入 tun 的 fd，如同它背后的主机发出的一样。</translation>
    </message>
    <message>
        <source>This machine</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>A process here sends it: local process, OUTPUT, POSTROUTING.</source>
        <translation>由本机的进程发送：本地进程、OUTPUT、POSTROUTING。</translation>
    </message>
    <message>
        <source>Arrives from the network at %1.</source>
        <translation>从网络到达 %1。</translation>
    </message>
    <message>
        <source>Payload: at most %1 B in one packet, %2 B in fragments</source>
        <translation>载荷：单个数据包最多 %1 B，分片时最多 %2 B</translation>
    </message>
    <message>
        <source>new</source>
        <comment>connection</comment>
        <translation>新连接</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>from here</source>
        <translation>来自本机</translation>
    </message>
    <message>
        <source>in fragments</source>
        <translation>分片</translation>
    </message>
    <message>
        <source>wrong checksum</source>
        <translation>校验和错误</translation>
    </message>
    <message>
        <source>no DF</source>
        <translation>无 DF</translation>
    </message>
    <message>
        <source>ICMP id</source>
        <translation>ICMP id</translation>
    </message>
    <message>
        <source>From port</source>
        <translation>源端口</translation>
    </message>
    <message>
        <source>right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>wrong in IP</source>
        <translation>IP 错误</translation>
    </message>
    <message>
        <source>wrong in %1</source>
        <translation>%1 错误</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>A packet that you write, byte by byte</source>
        <translation>由您逐字节写出的数据包</translation>
    </message>
    <message>
        <source>Arrives from the LAN server at %1.</source>
        <translation>从局域网服务器到达 %1。</translation>
    </message>
    <message>
        <source>In the toolbar: “%1”</source>
        <translation>工具栏中：“%1”</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Projector</name>
    <message>
        <source>Projector</source>
        <translation>投影</translation>
    </message>
    <message>
        <source>Projector: %1</source>
        <translation>投影：%1</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::RawField</name>
    <message>
        <source>protocol %1</source>
        <translation>协议 %1</translation>
    </message>
    <message>
        <source>Bytes of the packet, in hexadecimal</source>
        <translation>数据包的字节（十六进制）</translation>
    </message>
    <message>
        <source>A whole IP packet, as in 45 00 00 1d …</source>
        <translation>一个完整的 IP 数据包，例如 45 00 00 1d …</translation>
    </message>
    <message>
        <source>Raw, %1</source>
        <translation>原始，%1</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>原始</translation>
    </message>
    <message>
        <source>IPv%1, %2, %3 B, %4 → %5, TTL %6.</source>
        <translation>IPv%1，%2，%3 B，%4 → %5，TTL %6。</translation>
    </message>
    <message>
        <source>Its header says %1 B.</source>
        <translation>其头部声明为 %1 B。</translation>
    </message>
    <message>
        <source>The IP checksum is wrong: %1 would be right.</source>
        <translation>IP 校验和错误：应为 %1。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::RoundTripChart</name>
    <message>
        <source>Round trip of each ping in microseconds</source>
        <translation>每次 ping 的往返时间，单位为微秒</translation>
    </message>
    <message>
        <source>µs</source>
        <translation>µs</translation>
    </message>
    <message>
        <source>ms</source>
        <translation>ms</translation>
    </message>
    <message>
        <source>s</source>
        <translation>s</translation>
    </message>
    <message numerus="yes">
        <source>%n ping(s), no answer</source>
        <translation>
            <numerusform>%n 次 ping，无应答</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>last %n ping(s)</source>
        <translation>
            <numerusform>最近 %n 次 ping</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ping(s)</source>
        <translation>
            <numerusform>%n 次 ping</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: no answer</source>
        <translation>%1：无应答</translation>
    </message>
    <message>
        <source>%1, new connection</source>
        <translation>%1，新连接</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::RuleModel</name>
    <message>
        <source>Rule %1: %2</source>
        <translation>规则 %1：%2</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::RuleSection</name>
    <message>
        <source>Copy the rules</source>
        <translation>复制规则</translation>
    </message>
    <message>
        <source>Rules of the chain</source>
        <translation>链中的规则</translation>
    </message>
    <message>
        <source>Rules here</source>
        <translation>此处的规则</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Ruler</name>
    <message>
        <source>Time on the packet&apos;s way</source>
        <translation>数据包路径上的时间</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>Flag at record %1</source>
        <translation>旗标：记录 %1</translation>
    </message>
    <message>
        <source>Drag: back and forth in time</source>
        <translation>拖动：在时间中前进和后退</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::SavedProbes</name>
    <message>
        <source>Preset</source>
        <translation>预设</translation>
    </message>
    <message>
        <source>Remove this preset</source>
        <translation>删除此预设</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Save as preset…</source>
        <translation>存为预设…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>choose…</source>
        <translation>选择…</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::Scrubber</name>
    <message>
        <source>Time on the packet&apos;s way</source>
        <translation>数据包途中的时间</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::SendForm</name>
    <message>
        <source>From</source>
        <translation>源</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Count</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Every</source>
        <translation>间隔</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>The fields that find no room in the toolbar</source>
        <translation>工具栏中放不下的字段</translation>
    </message>
    <message>
        <source>Destinations that show something</source>
        <translation>有看点的目的地址</translation>
    </message>
    <message>
        <source>There is no lab yet</source>
        <translation>尚无实验环境</translation>
    </message>
    <message>
        <source>Probe: %1</source>
        <translation>探测：%1</translation>
    </message>
    <message>
        <source>From is an IPv4 address and To an IPv6 address. A packet has two of one family.</source>
        <translation>“源”是 IPv4 地址，而“目的”是 IPv6 地址。同一数据包的两个地址须属于同一地址族。</translation>
    </message>
    <message>
        <source>From is an IPv6 address and To an IPv4 address. A packet has two of one family.</source>
        <translation>“源”是 IPv6 地址，而“目的”是 IPv4 地址。同一数据包的两个地址须属于同一地址族。</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>发送</translation>
    </message>
    <message>
        <source>There is no lab to send in now.</source>
        <translation>现在没有可供发送的实验环境。</translation>
    </message>
    <message>
        <source>Stop sending</source>
        <translation>停止发送</translation>
    </message>
    <message>
        <source>Send the packets</source>
        <translation>发送数据包</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::SetupDialog</name>
    <message>
        <source>Setup as a script</source>
        <translation>配置脚本</translation>
    </message>
    <message>
        <source>The script</source>
        <translation>脚本</translation>
    </message>
    <message>
        <source>For this machine: makes the tun and the gateway as they are now. As root: sh FILE setup, and sh FILE teardown takes it all back.</source>
        <translation>用于本机：按现状建立 tun 设备和网关。以 root 身份运行：sh FILE setup，再用 sh FILE teardown 全部撤销。</translation>
    </message>
    <message>
        <source>Save as script…</source>
        <translation>脚本另存为…</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Save the setup as a script</source>
        <translation>将配置保存为脚本</translation>
    </message>
    <message>
        <source>Shell scripts (*.sh);;All files (*)</source>
        <translation>Shell 脚本 (*.sh);;所有文件 (*)</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>已保存为 %1。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::SourcesMenu</name>
    <message>
        <source>Where packets are heard</source>
        <translation>数据包的观测来源</translation>
    </message>
    <message>
        <source>Who reports the packets</source>
        <translation>由谁报告数据包</translation>
    </message>
    <message>
        <source>The kernel log where it speaks, else NFLOG.</source>
        <translation>内核日志可用时用它，否则用 NFLOG。</translation>
    </message>
    <message>
        <source>The LOG lines themselves. The log&apos;s buffer is small.</source>
        <translation>LOG 行本身。内核日志的缓冲区较小。</translation>
    </message>
    <message>
        <source>The same through netlink: faster, and hardly anything is lost.</source>
        <translation>内容相同，经 netlink 传送：更快，几乎没有丢失。</translation>
    </message>
    <message>
        <source>One checks the other.</source>
        <translation>两者互相核对。</translation>
    </message>
    <message>
        <source>The kernel numbers each packet and tells every rule. Slower.</source>
        <translation>内核为每个数据包编号，并报告每条规则。较慢。</translation>
    </message>
    <message>
        <source>What is asked beside</source>
        <translation>另外查询</translation>
    </message>
    <message>
        <source>Rules (nftrace)</source>
        <translation>规则 (nftrace)</translation>
    </message>
    <message>
        <source>Which rules matched, and which one decided.</source>
        <translation>哪些规则匹配，由哪一条作出判决。</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>What conntrack makes of them.</source>
        <translation>conntrack 对它们的记录。</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>帧</translation>
    </message>
    <message>
        <source>What passes the devices, before the first hook and behind the last.</source>
        <translation>经过设备的帧：在第一个钩子之前和最后一个钩子之后。</translation>
    </message>
    <message>
        <source>No trace points are in place now.</source>
        <translation>当前没有设置跟踪点。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::StepPanel</name>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::StepSlider</name>
    <message>
        <source>Step of the packet</source>
        <translation>数据包的步骤</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TimelineModel</name>
    <message>
        <source>nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Packet %1: %2</source>
        <translation>数据包 %1：%2</translation>
    </message>
    <message>
        <source>%1, an answer</source>
        <translation>%1，应答</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>From → To</source>
        <translation>源 → 目的</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>On the axis of time</source>
        <translation>在时间轴上</translation>
    </message>
    <message>
        <source>%1, pinned as %2</source>
        <translation>%1，固定为 %2</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TimelinePanel</name>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清空</translation>
    </message>
    <message>
        <source>Forget all packets of the list</source>
        <translation>清除列表中的所有数据包</translation>
    </message>
    <message>
        <source>%1 so far of %2</source>
        <translation>目前 %1 / %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message numerus="yes">
        <source>%1 older one(s) are gone</source>
        <translation>
            <numerusform>较早的 %1 个已移除</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 to %2 · %3 older one(s) are gone</source>
        <translation>
            <numerusform>%1 至 %2 · 较早的 %3 个已移除</numerusform>
        </translation>
    </message>
    <message>
        <source>Packets appear here as the kernel reports them.</source>
        <translation>内核报告的数据包显示在这里。</translation>
    </message>
    <message>
        <source>Looking through the packets…</source>
        <translation>正在查找数据包…</translation>
    </message>
    <message>
        <source>Nothing matches.</source>
        <translation>没有匹配项。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TimelineView</name>
    <message>
        <source>Packets</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Connections, opened</source>
        <translation>连接，已展开</translation>
    </message>
    <message>
        <source>Sort by packet</source>
        <translation>按数据包排序</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TopBar</name>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Tun, gateway and doctor</source>
        <translation>tun、网关与诊断</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>浅色或深色</translation>
    </message>
    <message>
        <source>Trace</source>
        <translation>跟踪</translation>
    </message>
    <message>
        <source>Trace points at the head of all 17 chains, for the packets that are sent</source>
        <translation>在全部 17 条链的开头为所发送的数据包设置的跟踪点</translation>
    </message>
    <message>
        <source>Lab</source>
        <translation>实验环境</translation>
    </message>
    <message>
        <source>Lab: network namespaces of its own</source>
        <translation>实验环境：独立的网络命名空间</translation>
    </message>
    <message>
        <source>Where: %1</source>
        <translation>位置：%1</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TracePointsDialog</name>
    <message>
        <source>No trace points are in place</source>
        <translation>没有设置跟踪点</translation>
    </message>
    <message numerus="yes">
        <source>%n trace point(s), one before each chain</source>
        <translation>
            <numerusform>%n 个跟踪点，每条链之前一个</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch Trace on and press Send: Hookwalk then puts a log statement at the head of all 17 chains, for the addresses of the ping.</source>
        <translation>打开“跟踪”并按“发送”：Hookwalk 随即在全部 17 条链的开头为 ping 的地址设置 log 语句。</translation>
    </message>
    <message>
        <source>They log packets from or to %1, in a table of their own: no rule of anybody else is touched, and the kernel takes the table away when Hookwalk ends. %2</source>
        <translation>它们位于单独的表中，记录源地址或目的地址为 %1 的数据包：不触及任何他人的规则，Hookwalk 结束时内核会删除该表。%2</translation>
    </message>
    <message>
        <source>Trace points</source>
        <translation>跟踪点</translation>
    </message>
    <message>
        <source>The table as nft prints it</source>
        <translation>nft 输出的表</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TransportBar</name>
    <message>
        <source>Hide the lists</source>
        <translation>隐藏列表</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>后退一步</translation>
    </message>
    <message>
        <source>One step forward</source>
        <translation>前进一步</translation>
    </message>
    <message>
        <source>True</source>
        <translation>真实</translation>
    </message>
    <message>
        <source>As long as it took, slower by one factor</source>
        <translation>按实际用时，整体放慢同一倍数</translation>
    </message>
    <message>
        <source>Even</source>
        <translation>均匀</translation>
    </message>
    <message>
        <source>Every step the same 0.6 s</source>
        <translation>每步同为 0.6 s</translation>
    </message>
    <message>
        <source>Stretched</source>
        <translation>拉伸</translation>
    </message>
    <message>
        <source>Short times stretched, long ones shortened: what took longer takes longer</source>
        <translation>短的拉长，长的缩短：用时较长的仍显示得较长</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Fold the lists away</source>
        <translation>收起列表</translation>
    </message>
    <message>
        <source>Show the lists</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Auto</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Auto  %1</source>
        <translation>自动  %1</translation>
    </message>
    <message>
        <source>How much slower than the kernel: at 1 : 100 000 a second shows 10 µs.
Auto lets every packet walk for about six seconds.</source>
        <translation>比内核慢多少：在 1 : 100 000 时，一秒显示 10 µs。
“自动”让每个数据包走大约六秒。</translation>
    </message>
    <message>
        <source>How fast the steps follow each other</source>
        <translation>步骤相继的快慢</translation>
    </message>
    <message>
        <source>Previous packet</source>
        <translation>上一个数据包</translation>
    </message>
    <message>
        <source>Next packet</source>
        <translation>下一个数据包</translation>
    </message>
    <message>
        <source>Loop the packet</source>
        <translation>循环播放该数据包</translation>
    </message>
    <message>
        <source>Flag here</source>
        <translation>在此处插旗</translation>
    </message>
    <message>
        <source>Previous drop</source>
        <translation>上一次丢弃</translation>
    </message>
    <message>
        <source>Next drop</source>
        <translation>下一次丢弃</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>实时</translation>
    </message>
    <message>
        <source>The playhead rides on the newest packet</source>
        <translation>播放头跟随最新的数据包</translation>
    </message>
    <message>
        <source>Frozen</source>
        <translation>冻结</translation>
    </message>
    <message>
        <source>The list stays as it is; the capture goes on</source>
        <translation>列表保持不变；捕获继续进行</translation>
    </message>
    <message>
        <source>%1 newer, not shown</source>
        <translation>%1 个更新的，未显示</translation>
    </message>
    <message>
        <source>%1 · step %2 of %3</source>
        <translation>%1 · 第 %2 步，共 %3 步</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TunPanel</name>
    <message>
        <source>The largest packet in bytes. Type another number and press Return.</source>
        <translation>最大数据包的字节数。输入另一个数值后按 Enter。</translation>
    </message>
    <message>
        <source>Tun</source>
        <translation>tun</translation>
    </message>
    <message>
        <source>MTU</source>
        <translation>MTU</translation>
    </message>
    <message>
        <source>MTU in bytes</source>
        <translation>MTU（字节）</translation>
    </message>
    <message>
        <source>Create…</source>
        <translation>创建…</translation>
    </message>
    <message>
        <source>Add address…</source>
        <translation>添加地址…</translation>
    </message>
    <message>
        <source>Delete…</source>
        <translation>删除…</translation>
    </message>
    <message>
        <source>Send pings into it</source>
        <translation>向其发送 ping</translation>
    </message>
    <message>
        <source>Opens it for the pings of this window. Only one program can have a tun open.</source>
        <translation>为本窗口的 ping 打开它。同一时间只有一个程序能打开同一个 tun 设备。</translation>
    </message>
    <message>
        <source>Address and prefix length</source>
        <translation>地址与前缀长度</translation>
    </message>
    <message>
        <source>There is no tun or tap device here yet.</source>
        <translation>这里还没有 tun 或 tap 设备。</translation>
    </message>
    <message>
        <source>Set down</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>启用</translation>
    </message>
    <message>
        <source>Delete %1…</source>
        <translation>删除 %1…</translation>
    </message>
    <message>
        <source>%1 was not made here, so it is not deleted here.</source>
        <translation>%1 不是在此创建的，因此不在此删除。</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TwoLanes</name>
    <message>
        <source>Steps of both packets, as lanes</source>
        <translation>两个数据包的步骤，以泳道显示</translation>
    </message>
    <message>
        <source>Step %1 of %2: %3</source>
        <translation>第 %1 步，共 %2 步：%3</translation>
    </message>
    <message>
        <source>Both, aligned by steps</source>
        <translation>两者，按步骤对齐</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::TwoWaysView</name>
    <message>
        <source>Both ways in the diagram</source>
        <translation>图中的两条路径</translation>
    </message>
</context>
<context>
    <name>hookwalk::ui::ViewTools</name>
    <message>
        <source>Show the whole diagram</source>
        <translation>显示全图</translation>
    </message>
    <message>
        <source>Closer</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Farther</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Legend</source>
        <translation>图例</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n own chain(s) of the ruleset, not only those that packets met</source>
        <translation>
            <numerusform>显示规则集的全部 %n 条自建链，而不只是数据包遇到的那些</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>raw comes before connection tracking.</source>
        <translation>raw 先于连接跟踪。</translation>
    </message>
    <message>
        <source>Changes here are in time for routing.</source>
        <translation>此处的更改赶得上路由判断。</translation>
    </message>
    <message>
        <source>Rules here may change the destination.</source>
        <translation>此处的规则可以更改目的地址。</translation>
    </message>
    <message>
        <source>The routing decision said: local.</source>
        <translation>路由判断的结果：本机。</translation>
    </message>
    <message>
        <source>This machine&apos;s firewall decides.</source>
        <translation>由本机的防火墙决定。</translation>
    </message>
    <message>
        <source>SELinux may label what filter let in.</source>
        <translation>SELinux 可给 filter 放入的包加标签。</translation>
    </message>
    <message>
        <source>Rules here may change the source.</source>
        <translation>此处的规则可以更改源地址。</translation>
    </message>
    <message>
        <source>This machine is a router for it.</source>
        <translation>本机是它的路由器。</translation>
    </message>
    <message>
        <source>A router&apos;s firewall decides.</source>
        <translation>由路由器的防火墙决定。</translation>
    </message>
    <message>
        <source>SELinux may label what filter let through.</source>
        <translation>SELinux 可给 filter 放行的包加标签。</translation>
    </message>
    <message>
        <source>A change here may change the route.</source>
        <translation>此处的更改可能改变路由。</translation>
    </message>
    <message>
        <source>A firewall against own programs decides.</source>
        <translation>由限制本机程序的防火墙决定。</translation>
    </message>
    <message>
        <source>SELinux may label what filter let out.</source>
        <translation>SELinux 可给 filter 放出的包加标签。</translation>
    </message>
    <message>
        <source>Forwarded and local packets meet here.</source>
        <translation>转发的包和本机的包在此会合。</translation>
    </message>
    <message>
        <source>SNAT and MASQUERADE act here.</source>
        <translation>SNAT 和 MASQUERADE 在此生效。</translation>
    </message>
    <message>
        <source>conntrack makes an entry for it.</source>
        <translation>conntrack 为它建立一条记录。</translation>
    </message>
    <message>
        <source>conntrack knows the connection.</source>
        <translation>conntrack 已知该连接。</translation>
    </message>
    <message>
        <source>It is for another machine.</source>
        <translation>它发往另一台主机。</translation>
    </message>
    <message>
        <source>It is for an address of this machine.</source>
        <translation>它发往本机的一个地址。</translation>
    </message>
    <message>
        <source>The kernel looks up the destination.</source>
        <translation>内核查找目的地址。</translation>
    </message>
    <message>
        <source>The kernel chooses the device.</source>
        <translation>内核选择设备。</translation>
    </message>
    <message>
        <source>OUTPUT changed a mark or an address.</source>
        <translation>OUTPUT 改变了标记或地址。</translation>
    </message>
    <message>
        <source>A program wrote it to a socket.</source>
        <translation>一个程序把它写入套接字。</translation>
    </message>
    <message>
        <source>It has reached a socket.</source>
        <translation>它已到达套接字。</translation>
    </message>
    <message>
        <source>It came in from the network.</source>
        <translation>它来自网络。</translation>
    </message>
    <message>
        <source>It goes to the network.</source>
        <translation>它进入网络。</translation>
    </message>
    <message>
        <source>A program wrote it to the tun.</source>
        <translation>一个程序把它写入 tun。</translation>
    </message>
    <message>
        <source>The program at the tun reads it.</source>
        <translation>持有 tun 的程序读取它。</translation>
    </message>
    <message>
        <source>It runs at its own priority.</source>
        <translation>该链按自己的优先级运行。</translation>
    </message>
    <message>
        <source>This packet does not enter it: %1.</source>
        <translation>该包不进入此链：%1。</translation>
    </message>
    <message>
        <source>%1.</source>
        <translation>%1。</translation>
    </message>
    <message>
        <source>%1 became %2.</source>
        <translation>%1 变为 %2。</translation>
    </message>
    <message>
        <source>The TTL is one lower now.</source>
        <translation>TTL 已减 1。</translation>
    </message>
    <message>
        <source>The mark is %1 now.</source>
        <translation>标记现为 %1。</translation>
    </message>
    <message>
        <source>The destination is another one now.</source>
        <translation>目的地址已改变。</translation>
    </message>
    <message>
        <source>The source is another one now.</source>
        <translation>源地址已改变。</translation>
    </message>
    <message>
        <source>It goes back to the sender of the ping.</source>
        <translation>它要回到 ping 的发送方。</translation>
    </message>
    <message>
        <source>The new destination is in place.</source>
        <translation>新的目的地址已写入。</translation>
    </message>
    <message>
        <source>The new source is in place.</source>
        <translation>新的源地址已写入。</translation>
    </message>
    <message>
        <source>Received from %1</source>
        <translation>从 %1 收到</translation>
    </message>
    <message>
        <source>The raw table sees a packet first, before connection tracking. Its rules can exempt it from tracking.</source>
        <translation>raw 表最先看到数据包，先于连接跟踪。其中的规则可以让数据包不被跟踪。</translation>
    </message>
    <message>
        <source>Before the way is chosen</source>
        <translation>选路之前</translation>
    </message>
    <message>
        <source>mangle may change the header and the mark here, in time for the routing decision to look at them.</source>
        <translation>mangle 可在此更改头部和标记，正好赶在路由判断查看它们之前。</translation>
    </message>
    <message>
        <source>First packet of a connection</source>
        <translation>连接的首个数据包</translation>
    </message>
    <message>
        <source>Rules here can give it another destination: DNAT, REDIRECT. Later packets of the connection skip nat.</source>
        <translation>此处的规则可以改换目的地址：DNAT、REDIRECT。连接的后续数据包跳过 nat。</translation>
    </message>
    <message>
        <source>For this machine</source>
        <translation>发往本机</translation>
    </message>
    <message>
        <source>The routing decision said: local. mangle may still change the header before filter.</source>
        <translation>路由判断的结果：本机。mangle 还可以在 filter 之前更改头部。</translation>
    </message>
    <message>
        <source>Is it let in?</source>
        <translation>允许进入？</translation>
    </message>
    <message>
        <source>A firewall of this machine stands here: ACCEPT lets the packet in, DROP ends it.</source>
        <translation>本机的防火墙在此：ACCEPT 放数据包进来，DROP 则到此为止。</translation>
    </message>
    <message>
        <source>Security label</source>
        <translation>安全标签</translation>
    </message>
    <message>
        <source>Mandatory access control, such as SELinux, labels what filter has let in.</source>
        <translation>SELinux 等强制访问控制为 filter 允许进入的数据包加标签。</translation>
    </message>
    <message>
        <source>Last stop before the socket</source>
        <translation>到套接字前的最后一站</translation>
    </message>
    <message>
        <source>Rules here can give packets to this machine another source. nat sees the first packet of a connection only.</source>
        <translation>此处的规则可以给发往本机的数据包改换源地址。nat 只看到连接的首个数据包。</translation>
    </message>
    <message>
        <source>Forwarded to %2</source>
        <translation>转发到 %2</translation>
    </message>
    <message>
        <source>This machine is a router for this packet. mangle may change it before filter decides.</source>
        <translation>对这个数据包来说，本机是路由器。mangle 可在 filter 决定之前更改它。</translation>
    </message>
    <message>
        <source>Is it let through?</source>
        <translation>允许通过？</translation>
    </message>
    <message>
        <source>A router&apos;s firewall stands here. It judges what goes from %1 to %2.</source>
        <translation>路由器的防火墙在此，裁定从 %1 到 %2 的流量。</translation>
    </message>
    <message>
        <source>Mandatory access control, such as SELinux, labels what filter has let through.</source>
        <translation>SELinux 等强制访问控制为 filter 允许通过的数据包加标签。</translation>
    </message>
    <message>
        <source>Sent by a local process</source>
        <translation>由本地进程发出</translation>
    </message>
    <message>
        <source>The raw table sees the packet first, before connection tracking.</source>
        <translation>raw 表最先看到数据包，先于连接跟踪。</translation>
    </message>
    <message>
        <source>Before it leaves</source>
        <translation>发出之前</translation>
    </message>
    <message>
        <source>A mark or type of service changed here makes the kernel look up the route again.</source>
        <translation>在此更改标记或服务类型（TOS），内核就会重新查找路由。</translation>
    </message>
    <message>
        <source>Rules here can give packets of this machine another destination.</source>
        <translation>此处的规则可以给本机发出的数据包改换目的地址。</translation>
    </message>
    <message>
        <source>Is it let out?</source>
        <translation>允许发出？</translation>
    </message>
    <message>
        <source>A firewall against this machine&apos;s own programs stands here.</source>
        <translation>限制本机程序的防火墙在此。</translation>
    </message>
    <message>
        <source>Mandatory access control, such as SELinux, labels what filter has let out.</source>
        <translation>SELinux 等强制访问控制为 filter 允许发出的数据包加标签。</translation>
    </message>
    <message>
        <source>About to leave by %2</source>
        <translation>即将从 %2 发出</translation>
    </message>
    <message>
        <source>Forwarded and local packets meet here. mangle sees the packet as it will be queued for the device.</source>
        <translation>转发的数据包和本机的数据包在此会合。mangle 看到的数据包就是将要排入设备队列的样子。</translation>
    </message>
    <message>
        <source>The source may change</source>
        <translation>源地址可能改变</translation>
    </message>
    <message>
        <source>SNAT and MASQUERADE choose the source here. The log still shows the old one: the rewrite comes after.</source>
        <translation>SNAT 和 MASQUERADE 在此选定源地址。日志中仍是旧地址：改写在其后进行。</translation>
    </message>
    <message>
        <source>A new connection</source>
        <translation>新连接</translation>
    </message>
    <message>
        <source>conntrack knows no connection of this packet and makes an entry for it. It is no table: no rule can stand here.</source>
        <translation>conntrack 找不到该数据包所属的连接，于是为它建立一条记录。conntrack 不是表，不能放规则。</translation>
    </message>
    <message>
        <source>A known connection</source>
        <translation>已知连接</translation>
    </message>
    <message>
        <source>conntrack finds the connection that the first packet made. It is no table: no rule can stand here.</source>
        <translation>conntrack 找到首个数据包建立的连接。conntrack 不是表，不能放规则。</translation>
    </message>
    <message>
        <source>The way leads to %2</source>
        <translation>去往 %2</translation>
    </message>
    <message>
        <source>The destination is no address of this machine, so the packet is forwarded.</source>
        <translation>目的地址不是本机地址，因此数据包被转发。</translation>
    </message>
    <message>
        <source>It is for this machine</source>
        <translation>目的地是本机</translation>
    </message>
    <message>
        <source>The destination is an address of this machine, so the packet goes up to INPUT.</source>
        <translation>目的地址是本机地址，因此数据包上行到 INPUT。</translation>
    </message>
    <message>
        <source>Which way?</source>
        <translation>走哪条路？</translation>
    </message>
    <message>
        <source>The kernel looks up the destination: this machine, or another one.</source>
        <translation>内核查找目的地址：是本机，还是另一台主机。</translation>
    </message>
    <message>
        <source>Which way out?</source>
        <translation>从哪里出去？</translation>
    </message>
    <message>
        <source>The kernel chooses the device and, where the program did not, the source address.</source>
        <translation>内核选择设备；程序没有指定源地址时，也由内核选择。</translation>
    </message>
    <message>
        <source>The route is looked up again</source>
        <translation>重新查找路由</translation>
    </message>
    <message>
        <source>A rule of OUTPUT changed the mark or an address, so another way may be right.</source>
        <translation>OUTPUT 的一条规则改变了标记或地址，因此可能该走另一条路。</translation>
    </message>
    <message>
        <source>A local process sends</source>
        <translation>本地进程发送</translation>
    </message>
    <message>
        <source>A program on this machine wrote the packet to a socket.</source>
        <translation>本机的一个程序把数据包写入套接字。</translation>
    </message>
    <message>
        <source>Delivered</source>
        <translation>已送达</translation>
    </message>
    <message>
        <source>The packet has reached a socket on this machine.</source>
        <translation>数据包已到达本机的套接字。</translation>
    </message>
    <message>
        <source>Arrives at %1</source>
        <translation>到达 %1</translation>
    </message>
    <message>
        <source>The packet came in from the network by %1.</source>
        <translation>数据包经 %1 从网络进入。</translation>
    </message>
    <message>
        <source>Sent out by %2</source>
        <translation>从 %2 发出</translation>
    </message>
    <message>
        <source>The packet leaves netfilter and goes to the network by %2.</source>
        <translation>数据包离开 netfilter，经 %2 进入网络。</translation>
    </message>
    <message>
        <source>Written to %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>A program wrote the packet to the tun. For the kernel it was received from a network.</source>
        <translation>一个程序把数据包写入 tun。对内核来说，它是从网络收到的。</translation>
    </message>
    <message>
        <source>Read from %2</source>
        <translation>从 %2 读出</translation>
    </message>
    <message>
        <source>The kernel sent the packet to the tun: the program that holds it reads it.</source>
        <translation>内核把数据包发给 tun：由持有该 tun 的程序读取。</translation>
    </message>
    <message>
        <source>Looked at by %1</source>
        <translation>经 %1 检查</translation>
    </message>
    <message>
        <source>A base chain of this machine: family %1, type %2, hook %3, priority %4.</source>
        <translation>本机的一条基本链：family %1，type %2，hook %3，priority %4。</translation>
    </message>
    <message>
        <source>Its verdict: %1.</source>
        <translation>其判决：%1。</translation>
    </message>
    <message>
        <source>A base chain of the ruleset</source>
        <translation>规则集的一条基本链</translation>
    </message>
    <message>
        <source>The kernel runs it where its priority puts it among the others of the hook.</source>
        <translation>在同一钩子的各链中，内核按优先级确定它的运行次序。</translation>
    </message>
    <message>
        <source>Seen somewhere</source>
        <translation>位置不明</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>网络</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>%1  ·  step %2 of %3</source>
        <translation>%1  ·  步骤 %2/%3</translation>
    </message>
    <message>
        <source>Rejected in %1</source>
        <translation>在 %1 中拒绝</translation>
    </message>
    <message>
        <source>Not known after %1</source>
        <translation>%1 之后不明</translation>
    </message>
    <message>
        <source>%1 is skipped</source>
        <translation>跳过 %1</translation>
    </message>
    <message>
        <source>The destination is rewritten</source>
        <translation>目的地址被改写</translation>
    </message>
    <message>
        <source>The source is rewritten</source>
        <translation>源地址被改写</translation>
    </message>
    <message>
        <source>The TTL ran out</source>
        <translation>TTL 耗尽</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>已丢弃</translation>
    </message>
    <message>
        <source>Dropped in %1</source>
        <translation>在 %1 中丢弃</translation>
    </message>
    <message>
        <source>Dropped at the routing decision</source>
        <translation>在路由判断处丢弃</translation>
    </message>
    <message>
        <source>The destination %1 became %2.</source>
        <translation>目的地址由 %1 变为 %2。</translation>
    </message>
    <message>
        <source>The source %1 became %2.</source>
        <translation>源地址由 %1 变为 %2。</translation>
    </message>
    <message>
        <source>conntrack has already put the sender of the ping back as destination.</source>
        <translation>conntrack 已把目的地址还原为 ping 的发送方。</translation>
    </message>
    <message>
        <source>conntrack has already put the new destination in.</source>
        <translation>conntrack 已写入新的目的地址。</translation>
    </message>
    <message>
        <source>conntrack has already put the new source in.</source>
        <translation>conntrack 已写入新的源地址。</translation>
    </message>
    <message>
        <source>%1 · TTL %2</source>
        <translation>%1 · TTL %2</translation>
    </message>
    <message>
        <source>The prefix of its line names no chain, so its place is not known.</source>
        <translation>日志行的前缀没有写明链，因此位置不明。</translation>
    </message>
    <message>
        <source>A rule dropped it.</source>
        <translation>被一条规则丢弃。</translation>
    </message>
    <message>
        <source>It arrived at %1 and no chain saw it: it was dropped before every hook.</source>
        <translation>该包到达 %1，但没有链看到它：它在所有钩子之前就被丢弃。</translation>
    </message>
    <message>
        <source>It came in by %1 and left by %2 unchanged, and no chain of IP saw it: a bridge passed it on.</source>
        <translation>该包从 %1 进入，原样从 %2 发出，没有 IP 链看到它：是网桥转发了它。</translation>
    </message>
    <message>
        <source>It left by %1, and no chain reported it.</source>
        <translation>该包从 %1 发出，没有链报告它。</translation>
    </message>
    <message>
        <source>It passed the last chain, and %1 did not send it.</source>
        <translation>该包通过了最后一条链，但 %1 没有发出它。</translation>
    </message>
    <message>
        <source>It was seen last at %1. Its next line may be among those that are missing, so how it ended is not known.</source>
        <translation>该包最后出现在 %1。它的下一行可能在缺失的行之中，因此结局不明。</translation>
    </message>
    <message>
        <source>No line tells what happened behind %1, but packet %2 answered it: it was not dropped.</source>
        <translation>没有日志行说明 %1 之后发生了什么，但数据包 %2 是它的应答：它没有被丢弃。</translation>
    </message>
    <message>
        <source>This log reports no chain behind %1, so it cannot tell what happened there.</source>
        <translation>此日志不报告 %1 之后的链，因此无法说明那里发生了什么。</translation>
    </message>
    <message>
        <source>It entered %1 and no line followed from %2.</source>
        <translation>该包进入 %1，之后没有来自 %2 的日志行。</translation>
    </message>
    <message>
        <source>The TTL was 1 on arrival: a router does not forward such a packet.</source>
        <translation>到达时 TTL 为 1：路由器不转发这样的数据包。</translation>
    </message>
    <message>
        <source>The TTL was 1 on arrival: a router does not forward such a packet. The time exceeded message proves it.</source>
        <translation>到达时 TTL 为 1：路由器不转发这样的数据包。time exceeded 报文证明了这一点。</translation>
    </message>
    <message>
        <source>The kernel reported no packet that could be the probe.</source>
        <translation>内核报告的数据包中，没有一个可能是探测包。</translation>
    </message>
    <message>
        <source>It was not seen after %1, and an ICMP error answered it.</source>
        <translation>该包在 %1 之后不再出现，并有 ICMP 差错报文应答它。</translation>
    </message>
    <message>
        <source>It was not seen after %1: no INPUT and no FORWARD chain saw it. Look at ip_forward, the routes, rp_filter and martian sources.</source>
        <translation>该包在 %1 之后不再出现：INPUT 和 FORWARD 的链都没有看到它。请检查 ip_forward、路由、rp_filter 和 martian 源地址。</translation>
    </message>
    <message>
        <source>It was not seen after %1: dropped there, or at the routing decision. Look at ip_forward, the routes, rp_filter and martian sources.</source>
        <translation>该包在 %1 之后不再出现：在那里或在路由判断处被丢弃。请检查 ip_forward、路由、rp_filter 和 martian 源地址。</translation>
    </message>
    <message>
        <source>It left by lo and was not seen coming back in.</source>
        <translation>该包从 lo 发出，却没有看到它再进来。</translation>
    </message>
    <message>
        <source>The machine answered it.</source>
        <translation>本机应答了它。</translation>
    </message>
    <message>
        <source>It was seen in every INPUT chain, the last is %1.</source>
        <translation>每条 INPUT 链都看到了该包，最后一条是 %1。</translation>
    </message>
    <message>
        <source>%1 is the last chain before the device.</source>
        <translation>%1 是到设备前的最后一条链。</translation>
    </message>
    <message>
        <source>%1 is the last chain before %2.</source>
        <translation>%1 是到 %2 前的最后一条链。</translation>
    </message>
    <message>
        <source>%1 is the last chain before %2; nat is skipped for an ICMP error.</source>
        <translation>%1 是到 %2 前的最后一条链；ICMP 差错报文跳过 nat。</translation>
    </message>
    <message>
        <source>%1 is the last chain before %2; nat is skipped for a known connection.</source>
        <translation>%1 是到 %2 前的最后一条链；已知连接跳过 nat。</translation>
    </message>
    <message>
        <source>The checksum of its IP header is wrong, so it was dropped before every hook (ip_rcv).</source>
        <translation>该包的 IP 头部校验和有误，因此在所有钩子之前就被丢弃（ip_rcv）。</translation>
    </message>
    <message>
        <source>Its IP header is malformed, so it was dropped before every hook.</source>
        <translation>该包的 IP 头部格式有误，因此在所有钩子之前就被丢弃。</translation>
    </message>
    <message>
        <source>Its source %1 must not come from outside.</source>
        <translation>该包的源地址 %1 不得来自外部。</translation>
    </message>
    <message>
        <source>The hop limit was 1 on arrival: a router does not forward such a packet.</source>
        <translation>到达时 hop limit 为 1：路由器不转发这样的数据包。</translation>
    </message>
    <message>
        <source>It has %1 bytes, more than the MTU of the way out, and may not be fragmented (DF).</source>
        <translation>该包有 %1 字节，超过出口的 MTU，又不允许分片（DF）。</translation>
    </message>
    <message>
        <source>It has %1 bytes, more than the MTU of the way out, and may not be fragmented (IPv6 routers never do).</source>
        <translation>该包有 %1 字节，超过出口的 MTU，又不允许分片（IPv6 路由器从不分片）。</translation>
    </message>
    <message>
        <source>Its source %1 cannot come from outside: the kernel takes it for a martian and drops it.</source>
        <translation>该包的源地址 %1 不可能来自外部：内核视其为 martian 并丢弃。</translation>
    </message>
    <message>
        <source>Its destination %1 must not be seen on a wire.</source>
        <translation>该包的目的地址 %1 不得出现在链路上。</translation>
    </message>
    <message>
        <source>An answer to %1 would not leave by %2, where it came in, so the reverse path filter dropped it.</source>
        <translation>发往 %1 的应答不会从该包进入的 %2 发出，因此反向路径过滤将其丢弃。</translation>
    </message>
    <message>
        <source>The route to %1 is of type %2: what takes it is dropped in silence.</source>
        <translation>到 %1 的路由类型为 %2：走此路由的包被静默丢弃。</translation>
    </message>
    <message>
        <source>The route to %1 is of type %2: what takes it is dropped and answered by an error.</source>
        <translation>到 %1 的路由类型为 %2：走此路由的包被丢弃，并以差错报文应答。</translation>
    </message>
    <message>
        <source>It is not for this machine, and forwarding is off (%1 = 0).</source>
        <translation>该包不是发往本机的，而转发已关闭（%1 = 0）。</translation>
    </message>
    <message>
        <source>It is not for this machine, and the device it came by does not forward (%1 = 0).</source>
        <translation>该包不是发往本机的，而它进入的设备不转发（%1 = 0）。</translation>
    </message>
    <message>
        <source>NAT rewrote its destination to %1, which may not come from %2: %3 is 0.</source>
        <translation>NAT 把目的地址改写为 %1，而这一地址不得从 %2 进入：%3 为 0。</translation>
    </message>
    <message>
        <source>An IPsec policy blocks it (ip xfrm policy).</source>
        <translation>IPsec 策略阻止了该包（ip xfrm policy）。</translation>
    </message>
    <message>
        <source>The error that would tell the sender was dropped by %w1.</source>
        <translation>本应告知发送方的差错报文被 %w1丢弃。</translation>
    </message>
    <message>
        <source>It is a redirect of a translated connection, which nat OUTPUT drops: its addresses would mean nothing to who gets it.</source>
        <translation>这是已做地址转换的连接的重定向报文，被 nat OUTPUT 丢弃：其中的地址对接收方没有意义。</translation>
    </message>
    <message>
        <source>It waits for the hardware address of %1, and nobody answers at %2.</source>
        <translation>该包在等待 %1 的硬件地址，而 %2 上无人应答。</translation>
    </message>
    <message>
        <source>The address and port that NAT gave it are taken by another connection, so conntrack dropped it behind the last chain.</source>
        <translation>NAT 给该包的地址和端口已被另一连接占用，因此 conntrack 在最后一条链之后将其丢弃。</translation>
    </message>
    <message>
        <source>It was taken out of connection tracking by %w1, so nat is not run and it left with its own source.</source>
        <translation>%w1使该包不受连接跟踪，因此不运行 nat，它以自身的源地址发出。</translation>
    </message>
    <message>
        <source>It is not tracked, so nat is not run and it left with its own source.</source>
        <translation>该包不受连接跟踪，因此不运行 nat，它以自身的源地址发出。</translation>
    </message>
    <message>
        <source>This machine answers no echo requests: %1 is 1.</source>
        <translation>本机不应答 echo request：%1 为 1。</translation>
    </message>
    <message>
        <source>It was answered to %1 directly, past this machine, by %2, which nobody there asked: the question went to %3. Rewrite the source too (hairpin NAT).</source>
        <translation>应答由 %2 绕过本机直接发给了 %1，而那里并没有向它发过请求：请求的对象是 %3。请同时改写源地址（hairpin NAT）。</translation>
    </message>
    <message>
        <source>The frame at %1 is for another host: this machine only saw it pass.</source>
        <translation>%1 上的帧是发给另一台主机的：本机只是看到它经过。</translation>
    </message>
    <message>
        <source>There is no route to %1.</source>
        <translation>没有到 %1 的路由。</translation>
    </message>
    <message>
        <source>There is no route to %1 while %2 is down.</source>
        <translation>%2 未启用时，没有到 %1 的路由。</translation>
    </message>
    <message>
        <source>No rule accepted it, and %w1 is drop.</source>
        <translation>没有规则接受该包，而 %w1为 drop。</translation>
    </message>
    <message>
        <source>It was rejected by %w1: dropped, and answered by an error.</source>
        <translation>该包被 %w1拒绝：丢弃，并以差错报文应答。</translation>
    </message>
    <message>
        <source>conntrack could not make sense of it (state INVALID), and %w1 drops such packets.</source>
        <translation>conntrack 无法识别该包（状态 INVALID），而 %w1丢弃这样的包。</translation>
    </message>
    <message>
        <source>It was dropped by %w1.</source>
        <translation>该包被 %w1丢弃。</translation>
    </message>
    <message>
        <source>It was dropped by %w1: no socket that is transparent listens where it sends packets.</source>
        <translation>该包被 %w1丢弃：它所指的去处没有透明（transparent）套接字在监听。</translation>
    </message>
    <message>
        <source>It was dropped at %1 by %w2.</source>
        <translation>该包在 %1 处被 %w2丢弃。</translation>
    </message>
    <message>
        <source>It was dropped at %1 by a rule or the policy of %2, which stands before the first trace point.</source>
        <translation>该包在 %1 处被 %2 的某条规则或默认策略丢弃，那里位于第一个跟踪点之前。</translation>
    </message>
    <message>
        <source>It was handed by %w1 to queue %2, which no program reads: without bypass such a packet is dropped.</source>
        <translation>该包由 %w1交给队列 %2，而没有程序读取该队列：没有 bypass 时，这样的包会被丢弃。</translation>
    </message>
    <message>
        <source>It was handed by %w1 to queue %2, and its reader did not give it back.</source>
        <translation>该包由 %w1交给队列 %2，而读取方没有把它交还。</translation>
    </message>
    <message>
        <source>It was taken by %w1: the kernel keeps it there.</source>
        <translation>该包被 %w1取走：内核把它留在了那里。</translation>
    </message>
    <message>
        <source>Packet %1 is that answer: %w2.</source>
        <translation>数据包 %1 就是该应答：%w2。</translation>
    </message>
    <message>
        <source>That answer was not seen.</source>
        <translation>没有看到该应答。</translation>
    </message>
    <message>
        <source>At the ingress of %1 it was sent on to %2 by %w3, before every other hook.</source>
        <translation>该包在 %1 的 ingress 处由 %w3转往 %2，先于其他所有钩子。</translation>
    </message>
    <message>
        <source>A copy of it was sent by %w1.</source>
        <translation>%w1发出了该包的一个副本。</translation>
    </message>
    <message>
        <source>It is a copy of packet %1 and needs no answer.</source>
        <translation>该包是数据包 %1 的副本，不需要应答。</translation>
    </message>
    <message>
        <source>It entered %1 and came no further, and an error answered it: a rule there rejected it.</source>
        <translation>该包进入 %1 后不再前进，并有差错报文应答它：那里的一条规则拒绝了它。</translation>
    </message>
    <message>
        <source>What nftrace told of its rules was lost.</source>
        <translation>nftrace 关于其规则的报告已丢失。</translation>
    </message>
    <message>
        <source>No rule that nftrace reports dropped it.</source>
        <translation>nftrace 报告的规则都没有丢弃该包。</translation>
    </message>
    <message>
        <source>It was dropped in %1 by a rule or the policy of iptables-legacy.</source>
        <translation>该包在 %1 中被 iptables-legacy 的规则或默认策略丢弃。</translation>
    </message>
    <message>
        <source>A rule or the policy of %1 dropped it: it entered there and came no further.</source>
        <translation>该包被 %1 的某条规则或默认策略丢弃：它进入那里后不再前进。</translation>
    </message>
    <message>
        <source>The table of connections is full, so conntrack dropped the first packet of a new one.</source>
        <translation>连接表已满，因此 conntrack 丢弃了新连接的首个数据包。</translation>
    </message>
    <message>
        <source>It was routed to %1, and no program has that tun open.</source>
        <translation>该包被路由到 %1，但没有程序打开该 tun。</translation>
    </message>
    <message>
        <source>%1 has no carrier, so it could not be sent.</source>
        <translation>%1 没有载波，因此无法发送该包。</translation>
    </message>
    <message>
        <source>%1 is down, so it could not be sent.</source>
        <translation>%1 未启用，因此无法发送该包。</translation>
    </message>
    <message>
        <source>It was answered by an error.</source>
        <translation>该包的应答是差错报文。</translation>
    </message>
    <message>
        <source>It was answered by a reset: the other end has no such connection.</source>
        <translation>该包的应答是 RST：对端没有这样的连接。</translation>
    </message>
    <message>
        <source>With its mark %1 the route would lead out by %2, but it left by %3: only chains of type route at output look for the route again.</source>
        <translation>按标记 %1，路由应从 %2 发出，但该包从 %3 发出：只有 output 处 type 为 route 的链才会重新查找路由。</translation>
    </message>
    <message>
        <source>Packet %1 refuses this answer: no socket stands behind the probe there. That is the probe&apos;s own, and no fault.</source>
        <translation>数据包 %1 拒绝了此应答：发送方那里没有套接字对应这个探测包。这是探测方式使然，并非故障。</translation>
    </message>
    <message>
        <source>Whether it was answered is not known: lines are missing.</source>
        <translation>该包是否得到应答不明：有日志行缺失。</translation>
    </message>
    <message>
        <source>It left by %1 with the source %2: no rule of nat POSTROUTING rewrote it, so the other end has no way to answer.</source>
        <translation>该包以源地址 %2 从 %1 发出：nat POSTROUTING 没有规则改写它，因此对端无法应答。</translation>
    </message>
    <message>
        <source>It was sent by %1, and %2 did not answer.</source>
        <translation>该包已由 %1 发出，但 %2 没有应答。</translation>
    </message>
    <message>
        <source>It was delivered to this machine, which has no such connection.</source>
        <translation>该包已送达本机，但本机没有这样的连接。</translation>
    </message>
    <message>
        <source>It was delivered to this machine, and no process wanted it.</source>
        <translation>该包已送达本机，但没有进程需要它。</translation>
    </message>
    <message>
        <source>An address is missing: give one with its prefix length, as 192.0.2.1/24.</source>
        <translation>缺少地址：请给出带前缀长度的地址，例如 192.0.2.1/24。</translation>
    </message>
    <message>
        <source>The prefix length of %1 goes from 1 to %2; /0 would be every address there is.</source>
        <translation>%1 的前缀长度应为 1 到 %2；/0 会包括所有地址。</translation>
    </message>
    <message>
        <source>0.0.0.0 is no address of a device: give another one.</source>
        <translation>0.0.0.0 不能作设备的地址：请另给一个。</translation>
    </message>
    <message>
        <source>The bits behind the prefix must be zero: %1.</source>
        <translation>前缀之后的各位必须为零：%1。</translation>
    </message>
    <message>
        <source>The new source is an address of the subnet&apos;s family: give an IPv4 address.</source>
        <translation>新的源地址须与子网同属一个地址族：请给出 IPv4 地址。</translation>
    </message>
    <message>
        <source>The new source is an address of the subnet&apos;s family: give an IPv6 address.</source>
        <translation>新的源地址须与子网同属一个地址族：请给出 IPv6 地址。</translation>
    </message>
    <message>
        <source>A device has a name of 1 to 15 bytes: give one.</source>
        <translation>设备名须有 1 到 15 字节：请给出名称。</translation>
    </message>
    <message>
        <source>A device&apos;s name has at most 15 bytes; these are %1.</source>
        <translation>设备名最多 15 字节；这里有 %1 字节。</translation>
    </message>
    <message>
        <source>The kernel takes no blank in a device&apos;s name, nor a byte A0: leave it out.</source>
        <translation>内核不允许设备名含有空白或字节 A0：请去掉。</translation>
    </message>
    <message>
        <source>The kernel keeps the name “%1” for itself: choose another one.</source>
        <translation>名称“%1”由内核保留：请换一个。</translation>
    </message>
    <message>
        <source>“%1” cannot be part of a device&apos;s name: leave it out.</source>
        <translation>“%1”不能出现在设备名中：请去掉。</translation>
    </message>
    <message>
        <source>A rule cannot name the device “%1”: a quote, or a star or plus at the end, has a meaning of its own there. Give the device another name.</source>
        <translation>规则无法写出设备“%1”：引号，或末尾的星号、加号，在规则中另有含义。请给设备换个名称。</translation>
    </message>
    <message>
        <source>The MTU is a number of bytes from 68 to 65535.</source>
        <translation>MTU 为字节数，从 68 到 65535。</translation>
    </message>
    <message>
        <source>The reverse path filter is 0 (off), 1 (strict) or 2 (loose).</source>
        <translation>反向路径过滤的取值为 0（关闭）、1（严格）或 2（宽松）。</translation>
    </message>
    <message>
        <source>A route is asked for between two addresses of one family.</source>
        <translation>查询路由的两个地址须属同一地址族。</translation>
    </message>
    <message>
        <source>An address to trace is missing: give one.</source>
        <translation>缺少要跟踪的地址：请给出一个。</translation>
    </message>
    <message>
        <source>The other side of the helper&apos;s socket said something that makes no sense (a body that is not a CBOR map).</source>
        <translation>辅助程序套接字的另一端发来了无法理解的内容（消息体不是 CBOR map）。</translation>
    </message>
    <message>
        <source>The other side of the helper&apos;s socket said something that makes no sense (a message of unknown kind %1).</source>
        <translation>辅助程序套接字的另一端发来了无法理解的内容（未知类型 %1 的消息）。</translation>
    </message>
    <message>
        <source>The other side of the helper&apos;s socket said something that makes no sense (a message of %1 bytes).</source>
        <translation>辅助程序套接字的另一端发来了无法理解的内容（长度为 %1 字节的消息）。</translation>
    </message>
    <message>
        <source>The other side of the helper&apos;s socket said something that makes no sense (the field %1).</source>
        <translation>辅助程序套接字的另一端发来了无法理解的内容（字段 %1）。</translation>
    </message>
    <message>
        <source>The field %1 is missing, or is none that this helper takes. Make sure that Hookwalk and its helper are of the same version.</source>
        <translation>字段 %1 缺失，或不是此辅助程序接受的字段。请确认 Hookwalk 与辅助程序版本相同。</translation>
    </message>
    <message>
        <source>The helper sent a batch of packets that is cut short or damaged.</source>
        <translation>辅助程序发来的一批数据包不完整或已损坏。</translation>
    </message>
    <message>
        <source>Make sure that Hookwalk and its helper are of the same version.</source>
        <translation>请确认 Hookwalk 与辅助程序版本相同。</translation>
    </message>
    <message>
        <source>The kernel does not show its routes, so nobody can tell what would be cut: %e.</source>
        <translation>内核没有给出路由，因此无法判断什么会中断：%e。</translation>
    </message>
    <message>
        <source>The kernel does not show its sockets, so nobody can tell what would be cut: %e.</source>
        <translation>内核没有给出套接字，因此无法判断什么会中断：%e。</translation>
    </message>
    <message>
        <source>The kernel does not show its connections, so nobody can tell what would be cut: %e.</source>
        <translation>内核没有给出连接，因此无法判断什么会中断：%e。</translation>
    </message>
    <message>
        <source>The kernel tells of connections that this Hookwalk does not understand, so nobody can tell what would be cut.</source>
        <translation>内核给出了此版 Hookwalk 不理解的连接，因此无法判断什么会中断。</translation>
    </message>
    <message>
        <source>/proc/sys cannot be read, so nobody can tell what would be cut: %e.</source>
        <translation>无法读取 /proc/sys，因此无法判断什么会中断：%e。</translation>
    </message>
    <message>
        <source>The setting net/%1 cannot be read, so nobody can tell what would be cut.</source>
        <translation>无法读取设置 net/%1，因此无法判断什么会中断。</translation>
    </message>
    <message>
        <source>Who has a device open cannot be found out (%1): %e.</source>
        <translation>无法查明设备被谁打开（%1）：%e。</translation>
    </message>
    <message>
        <source>%1 would draw the traffic of half the internet. The prefix has %2 bits or more on this machine.</source>
        <translation>%1 会引来半个互联网的流量。在本机上前缀至少为 %2 位。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2 at %3: connections there would be cut.</source>
        <translation>%1 与 %3 上的 %2 重叠：那里的连接会中断。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2, which is reached through %3: connections there would be cut.</source>
        <translation>%1 与经 %3 到达的 %2 重叠：那里的连接会中断。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2, which is reached through another device: connections there would be cut.</source>
        <translation>%1 与经另一设备到达的 %2 重叠：那里的连接会中断。</translation>
    </message>
    <message>
        <source>The router %1 lies in %2: what goes through it would be cut.</source>
        <translation>路由器 %1 位于 %2 中：经过它的流量会中断。</translation>
    </message>
    <message>
        <source>This machine has a connection with %1. It would be cut, because %1 lies in the network of %2.</source>
        <translation>本机与 %1 有连接。该连接会中断，因为 %1 位于 %2 的网络中。</translation>
    </message>
    <message>
        <source>A connection of %1 with %2 passes through this machine. It would be cut, because %2 lies in the network of %3.</source>
        <translation>%1 与 %2 的连接经过本机。该连接会中断，因为 %2 位于 %3 的网络中。</translation>
    </message>
    <message>
        <source>This machine routes for others and tracks no connections, so nobody can tell whether one of theirs has an end in %1.</source>
        <translation>本机为他人做路由，又不跟踪连接，因此无法判断他们的连接是否有一端在 %1 中。</translation>
    </message>
    <message>
        <source>Choose a network that is free, %1 for example.</source>
        <translation>请选择空闲的网络，例如 %1。</translation>
    </message>
    <message>
        <source>Choose a private network, %1 for example.</source>
        <translation>请选择私有网络，例如 %1。</translation>
    </message>
    <message>
        <source>Choose another network.</source>
        <translation>请选择另一个网络。</translation>
    </message>
    <message>
        <source>A program on this machine has a connection from %1 with %2: it would be cut.</source>
        <translation>本机的一个程序有从 %1 到 %2 的连接：该连接会中断。</translation>
    </message>
    <message>
        <source>A connection of %1 with %2 passes through this machine: it would be cut.</source>
        <translation>%1 与 %2 的连接经过本机：该连接会中断。</translation>
    </message>
    <message>
        <source>End it first.</source>
        <translation>请先结束它。</translation>
    </message>
    <message>
        <source>%1 was there before, and it is a port of a bridge or bond, which could not be put back.</source>
        <translation>%1 原已存在，并且是网桥或 bond 的端口，这一点无法恢复。</translation>
    </message>
    <message>
        <source>%1 was there before, and %2 on top of it would go down, too, which could not be put back.</source>
        <translation>%1 原已存在，其上层的 %2 也会停用，这一点无法恢复。</translation>
    </message>
    <message>
        <source>%1 was there before, and it has a permanent neighbour entry, which could not be put back.</source>
        <translation>%1 原已存在，并且有永久邻居条目，这一点无法恢复。</translation>
    </message>
    <message>
        <source>/0 would rewrite everybody&apos;s packets. Say the network of the tun.</source>
        <translation>/0 会改写所有人的数据包。请指定 tun 的网络。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2 at %3: what other hosts send through this machine would be rewritten, too.</source>
        <translation>%1 与 %3 上的 %2 重叠：其他主机经本机发送的数据包也会被改写。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2, which is reached through %3: what other hosts send through this machine would be rewritten, too.</source>
        <translation>%1 与经 %3 到达的 %2 重叠：其他主机经本机发送的数据包也会被改写。</translation>
    </message>
    <message>
        <source>%1 overlaps with %2, which is reached through another device: what other hosts send through this machine would be rewritten, too.</source>
        <translation>%1 与经另一设备到达的 %2 重叠：其他主机经本机发送的数据包也会被改写。</translation>
    </message>
    <message>
        <source>This machine has a connection with %1, which lies in %2: what other hosts send through this machine would be rewritten, too.</source>
        <translation>本机与 %2 中的 %1 有连接：其他主机经本机发送的数据包也会被改写。</translation>
    </message>
    <message>
        <source>A connection of %1 with %2 passes through this machine. It would be rewritten, too, because %2 lies in %3.</source>
        <translation>%1 与 %2 的连接经过本机。该连接也会被改写，因为 %2 位于 %3 中。</translation>
    </message>
    <message>
        <source>Say the network of the tun alone.</source>
        <translation>请只指定 tun 的网络。</translation>
    </message>
    <message>
        <source>This machine has several networks (%1): a strict filter could cut connections whose answers leave by another one.</source>
        <translation>本机连着多个网络（%1）：严格过滤可能切断应答从另一网络发出的连接。</translation>
    </message>
    <message>
        <source>Choose loose, or make it strict at the tun alone.</source>
        <translation>请选择宽松，或只在 tun 上设为严格。</translation>
    </message>
    <message>
        <source>This machine routed for others before Hookwalk: connections through it would be cut.</source>
        <translation>在 Hookwalk 之前，本机已在为他人做路由：经过本机的连接会中断。</translation>
    </message>
    <message>
        <source>With IPv6 forwarding the kernel would forget its default route, which it learned from a router at %1, and connections through it would end.</source>
        <translation>启用 IPv6 转发后，内核会丢掉在 %1 上从路由器学到的默认路由，经过它的连接会中断。</translation>
    </message>
    <message>
        <source>%1 was there before and a program has it open: its connections would be cut.</source>
        <translation>%1 原已存在，并且有程序打开了它：其连接会中断。</translation>
    </message>
    <message>
        <source>%1 was there before and %2 has it open: its connections would be cut.</source>
        <translation>%1 原已存在，并且 %2 打开了它：其连接会中断。</translation>
    </message>
    <message>
        <source>%1 was there before and was never up: what the first time does to it could not be undone.</source>
        <translation>%1 原已存在，并且从未启用过：首次启用对它的影响无法撤销。</translation>
    </message>
    <message>
        <source>An MTU below 1280 takes IPv6 away from a device with all of its settings, and these could not be put back for %1, which was there before.</source>
        <translation>MTU 低于 1280 会使设备失去 IPv6 及其全部设置，而 %1 原已存在，这些设置无法恢复。</translation>
    </message>
    <message>
        <source>Use a device of your own.</source>
        <translation>请使用自己的设备。</translation>
    </message>
    <message>
        <source>This user may not change the network of this machine (CAP_NET_ADMIN is missing).</source>
        <translation>此用户不能更改本机的网络（缺少 CAP_NET_ADMIN）。</translation>
    </message>
    <message>
        <source>Start the helper with pkexec or run Hookwalk as root; the lab needs neither.</source>
        <translation>请用 pkexec 启动辅助程序，或以 root 运行 Hookwalk；实验环境两者都不需要。</translation>
    </message>
    <message>
        <source>It needs CAP_NET_ADMIN: run Hookwalk as root, or use the lab.</source>
        <translation>这需要 CAP_NET_ADMIN：请以 root 运行 Hookwalk，或使用实验环境。</translation>
    </message>
    <message>
        <source>It was deleted meanwhile.</source>
        <translation>它在此期间已被删除。</translation>
    </message>
    <message>
        <source>There is no device %1.</source>
        <translation>没有设备 %1。</translation>
    </message>
    <message>
        <source>%1 is another name of %2: use that one.</source>
        <translation>%1 是 %2 的别名：请用后者。</translation>
    </message>
    <message>
        <source>%1 is no tun or tap device: Hookwalk changes tun and tap devices only.</source>
        <translation>%1 不是 tun 或 tap 设备：Hookwalk 只更改 tun 和 tap 设备。</translation>
    </message>
    <message>
        <source>%1 is no tun or tap device but of kind %2: Hookwalk changes tun and tap devices only.</source>
        <translation>%1 不是 tun 或 tap 设备，而是 %2 类型：Hookwalk 只更改 tun 和 tap 设备。</translation>
    </message>
    <message>
        <source>There is a device %1 already: %e.</source>
        <translation>已有设备 %1：%e。</translation>
    </message>
    <message>
        <source>There is a device %1 already, open in %2: %e.</source>
        <translation>已有设备 %1，由 %2 打开：%e。</translation>
    </message>
    <message>
        <source>Choose another name.</source>
        <translation>请换一个名称。</translation>
    </message>
    <message>
        <source>%1 was deleted as soon as it was made.</source>
        <translation>%1 刚创建就被删除。</translation>
    </message>
    <message>
        <source>%1 cannot be marked as Hookwalk&apos;s own: %e.</source>
        <translation>无法把 %1 标记为 Hookwalk 所有：%e。</translation>
    </message>
    <message>
        <source>%1 was not made by this Hookwalk, so it is not deleted.</source>
        <translation>%1 不是由此 Hookwalk 创建的，因此不删除。</translation>
    </message>
    <message>
        <source>%1 cannot be deleted: %e.</source>
        <translation>无法删除 %1：%e。</translation>
    </message>
    <message>
        <source>%1 is open in %2: %e.</source>
        <translation>%1 由 %2 打开：%e。</translation>
    </message>
    <message>
        <source>Another program has %1 open: %e.</source>
        <translation>另一程序打开了 %1：%e。</translation>
    </message>
    <message>
        <source>%1 belongs to somebody else: its owner and root may open it.</source>
        <translation>%1 属于别人：只有其所有者和 root 可以打开。</translation>
    </message>
    <message>
        <source>%1 cannot be brought up: %e.</source>
        <translation>无法启用 %1：%e。</translation>
    </message>
    <message>
        <source>%1 cannot be brought down: %e.</source>
        <translation>无法停用 %1：%e。</translation>
    </message>
    <message>
        <source>%1 cannot have an MTU of %2: %e.</source>
        <translation>无法把 %1 的 MTU 设为 %2：%e。</translation>
    </message>
    <message>
        <source>A tap takes 68 to 65521 bytes.</source>
        <translation>tap 可用 68 到 65521 字节。</translation>
    </message>
    <message>
        <source>A tun takes 68 to 65535 bytes.</source>
        <translation>tun 可用 68 到 65535 字节。</translation>
    </message>
    <message>
        <source>%1 cannot have the address %2: %e.</source>
        <translation>无法给 %1 添加地址 %2：%e。</translation>
    </message>
    <message>
        <source>IPv6 is off at it: %1</source>
        <translation>其 IPv6 已关闭：%1</translation>
    </message>
    <message>
        <source>%1 has the address %2 already: %e.</source>
        <translation>%1 已有地址 %2：%e。</translation>
    </message>
    <message>
        <source>%1 has no address %2.</source>
        <translation>%1 没有地址 %2。</translation>
    </message>
    <message>
        <source>%1 keeps the address %2: %e.</source>
        <translation>%1 的地址 %2 仍然保留：%e。</translation>
    </message>
    <message>
        <source>As root: %1</source>
        <translation>以 root 身份：%1</translation>
    </message>
    <message>
        <source>By hand: %1</source>
        <translation>手动：%1</translation>
    </message>
    <message>
        <source>First: %1</source>
        <translation>请先：%1</translation>
    </message>
    <message>
        <source>The kernel says: %e1.</source>
        <translation>内核返回：%e1。</translation>
    </message>
    <message>
        <source>Without privileges this cannot be looked at here. In a lab of its own it can.</source>
        <translation>没有特权，在这里无法查看。在单独的实验环境中可以。</translation>
    </message>
    <message>
        <source>The rules of this place may be looked at with privileges only.</source>
        <translation>这里的规则须有特权才能查看。</translation>
    </message>
    <message>
        <source>Without privileges here</source>
        <translation>在此没有特权</translation>
    </message>
    <message>
        <source>This machine&apos;s own network cannot be changed or traced so, and some of what follows cannot be looked at. A lab of its own needs none.</source>
        <translation>这样无法更改或跟踪本机的网络，下列各项也有一些无法查看。单独的实验环境不需要特权。</translation>
    </message>
    <message>
        <source>CAP_NET_RAW is missing</source>
        <translation>缺少 CAP_NET_RAW</translation>
    </message>
    <message>
        <source>Frames at devices cannot be seen.</source>
        <translation>无法看到设备上的帧。</translation>
    </message>
    <message>
        <source>The helper may change this machine&apos;s network</source>
        <translation>辅助程序可以更改本机的网络</translation>
    </message>
    <message>
        <source>The helper may change the network of this namespace</source>
        <translation>辅助程序可以更改此命名空间的网络</translation>
    </message>
    <message>
        <source>There is no /dev/net/tun</source>
        <translation>没有 /dev/net/tun</translation>
    </message>
    <message>
        <source>No tun can be made, so there is nothing to send into.</source>
        <translation>无法创建 tun，因此无处可以写入数据包。</translation>
    </message>
    <message>
        <source>/dev/net/tun is closed to this user</source>
        <translation>/dev/net/tun 不对此用户开放</translation>
    </message>
    <message>
        <source>No tun can be made or opened. The kernel asks for privileges besides, so mode 0666 is safe and usual.</source>
        <translation>无法创建或打开 tun。内核另外还检查特权，因此 0666 权限既安全又常见。</translation>
    </message>
    <message>
        <source>The kernel has no tun driver</source>
        <translation>内核没有 tun 驱动</translation>
    </message>
    <message>
        <source>/dev/net/tun cannot be opened: %e1.</source>
        <translation>无法打开 /dev/net/tun：%e1。</translation>
    </message>
    <message>
        <source>/dev/net/tun is open to some only</source>
        <translation>/dev/net/tun 只对部分用户开放</translation>
    </message>
    <message>
        <source>Other users cannot make a lab or open a tun that they own.</source>
        <translation>其他用户无法创建实验环境，也无法打开自己的 tun。</translation>
    </message>
    <message>
        <source>/dev/net/tun is there</source>
        <translation>/dev/net/tun 可用</translation>
    </message>
    <message>
        <source>Every user may open it; making a tun takes privileges.</source>
        <translation>所有用户都可以打开它；创建 tun 需要特权。</translation>
    </message>
    <message>
        <source>In a user namespace already</source>
        <translation>已在用户命名空间中</translation>
    </message>
    <message>
        <source>Privileged: a lab needs no user namespace</source>
        <translation>有特权：实验环境不需要用户命名空间</translation>
    </message>
    <message>
        <source>User namespaces are allowed</source>
        <translation>允许使用用户命名空间</translation>
    </message>
    <message>
        <source>A lab can be made without root.</source>
        <translation>不用 root 就能创建实验环境。</translation>
    </message>
    <message>
        <source>User namespaces are switched off</source>
        <translation>用户命名空间已关闭</translation>
    </message>
    <message>
        <source>User namespaces are for root only</source>
        <translation>用户命名空间仅限 root 使用</translation>
    </message>
    <message>
        <source>AppArmor restricts user namespaces</source>
        <translation>AppArmor 限制用户命名空间</translation>
    </message>
    <message>
        <source>Its profile hookwalk-helper lets this one program make them; the machine stays protected.</source>
        <translation>其配置文件 hookwalk-helper 只允许这一个程序创建它们；本机仍受保护。</translation>
    </message>
    <message>
        <source>The kernel gives no user namespace</source>
        <translation>内核不提供用户命名空间</translation>
    </message>
    <message>
        <source>A lab cannot be made without root.</source>
        <translation>不用 root 就无法创建实验环境。</translation>
    </message>
    <message>
        <source>Nothing was left behind</source>
        <translation>没有遗留任何更改</translation>
    </message>
    <message>
        <source>A helper that was killed has left changes behind</source>
        <translation>被终止的辅助程序遗留了更改</translation>
    </message>
    <message>
        <source>Its journal is there and nobody uses it any more.</source>
        <translation>其更改记录还在，但已无人使用。</translation>
    </message>
    <message>
        <source>A helper that was killed has left changes in another network namespace</source>
        <translation>被终止的辅助程序在另一网络命名空间中遗留了更改</translation>
    </message>
    <message>
        <source>They can be put back from there alone, with hookwalk-cli doctor --restore.</source>
        <translation>只能在那里用 hookwalk-cli doctor --restore 恢复。</translation>
    </message>
    <message>
        <source>Helpers that were killed may have left changes behind</source>
        <translation>被终止的辅助程序可能遗留了更改</translation>
    </message>
    <message>
        <source>What they noted is closed to this user.</source>
        <translation>它们所记录的内容不对此用户开放。</translation>
    </message>
    <message numerus="yes">
        <source>%n file(s), the first %2.</source>
        <translation>
            <numerusform>%n 个文件，第一个是 %2。</numerusform>
        </translation>
    </message>
    <message>
        <source>The kernel log can be read</source>
        <translation>可以读取内核日志</translation>
    </message>
    <message>
        <source>kernel.dmesg_restrict closes it to others.</source>
        <translation>kernel.dmesg_restrict 不让其他用户读取。</translation>
    </message>
    <message>
        <source>The kernel log is closed (kernel.dmesg_restrict)</source>
        <translation>内核日志不开放（kernel.dmesg_restrict）</translation>
    </message>
    <message>
        <source>LOG lines cannot be read here.</source>
        <translation>在此无法读取 LOG 行。</translation>
    </message>
    <message>
        <source>The kernel log cannot be read</source>
        <translation>无法读取内核日志</translation>
    </message>
    <message>
        <source>Trace points report through NFLOG instead: the same events.</source>
        <translation>跟踪点改由 NFLOG 报告：事件相同。</translation>
    </message>
    <message>
        <source>The kernel log shows the packets of every network namespace</source>
        <translation>内核日志显示所有网络命名空间的数据包</translation>
    </message>
    <message>
        <source>The kernel log can show a lab&apos;s packets</source>
        <translation>内核日志可以显示实验环境的数据包</translation>
    </message>
    <message>
        <source>net.netfilter.nf_log_all_netns is set while a lab is traced, and put back.</source>
        <translation>跟踪实验环境时会设置 net.netfilter.nf_log_all_netns，之后恢复。</translation>
    </message>
    <message>
        <source>The kernel log shows no packets of a lab</source>
        <translation>内核日志不显示实验环境的数据包</translation>
    </message>
    <message>
        <source>net.netfilter.nf_log_all_netns is not 1. Trace points report through NFLOG instead: the same events. LOG rules of your own stay silent there.</source>
        <translation>net.netfilter.nf_log_all_netns 不是 1。跟踪点改由 NFLOG 报告：事件相同。自设的 LOG 规则在那里没有输出。</translation>
    </message>
    <message>
        <source>The kernel log takes what conntrack reports</source>
        <translation>内核日志接收 conntrack 的报告</translation>
    </message>
    <message>
        <source>The kernel log does not get what conntrack reports</source>
        <translation>内核日志收不到 conntrack 的报告</translation>
    </message>
    <message>
        <source>nf_log: %1 for IPv4, %2 for IPv6.</source>
        <translation>nf_log：IPv4 为 %1，IPv6 为 %2。</translation>
    </message>
    <message>
        <source>Packets that conntrack calls INVALID are not logged there. LOG rules and trace points are not concerned.</source>
        <translation>conntrack 判为 INVALID 的数据包不会记入其中。LOG 规则和跟踪点不受影响。</translation>
    </message>
    <message>
        <source>nftables is there</source>
        <translation>nftables 可用</translation>
    </message>
    <message>
        <source>Whether nftables is there cannot be seen</source>
        <translation>无法确定 nftables 是否可用</translation>
    </message>
    <message>
        <source>nftables is not there</source>
        <translation>nftables 不可用</translation>
    </message>
    <message>
        <source>Trace points are made of its rules: nothing can be seen without.</source>
        <translation>跟踪点由它的规则构成：没有它就什么也看不到。</translation>
    </message>
    <message>
        <source>NFLOG is there</source>
        <translation>NFLOG 可用</translation>
    </message>
    <message>
        <source>Whether NFLOG is there cannot be seen</source>
        <translation>无法确定 NFLOG 是否可用</translation>
    </message>
    <message>
        <source>NFLOG is not there</source>
        <translation>NFLOG 不可用</translation>
    </message>
    <message>
        <source>Where the kernel log is silent, trace points report through it.</source>
        <translation>内核日志没有输出时，跟踪点由它报告。</translation>
    </message>
    <message>
        <source>The kernel reports rules and verdicts (nftrace)</source>
        <translation>内核报告规则和判决（nftrace）</translation>
    </message>
    <message>
        <source>Whether the kernel reports rules and verdicts (nftrace) cannot be seen</source>
        <translation>无法确定内核是否报告规则和判决（nftrace）</translation>
    </message>
    <message>
        <source>The kernel does not report rules and verdicts (nftrace)</source>
        <translation>内核不报告规则和判决（nftrace）</translation>
    </message>
    <message>
        <source>Which rule decided is then found by counters only.</source>
        <translation>这时只能靠计数器找出起决定作用的规则。</translation>
    </message>
    <message>
        <source>The kernel reports connections (conntrack events)</source>
        <translation>内核报告连接（conntrack 事件）</translation>
    </message>
    <message>
        <source>Whether the kernel reports connections (conntrack events) cannot be seen</source>
        <translation>无法确定内核是否报告连接（conntrack 事件）</translation>
    </message>
    <message>
        <source>The kernel does not report connections (conntrack events)</source>
        <translation>内核不报告连接（conntrack 事件）</translation>
    </message>
    <message>
        <source>Connection events are switched off</source>
        <translation>连接事件已关闭</translation>
    </message>
    <message>
        <source>What conntrack does with a packet&apos;s addresses is not told.</source>
        <translation>conntrack 对数据包地址所做的处理不会报告。</translation>
    </message>
    <message>
        <source>Connections are tracked</source>
        <translation>连接受到跟踪</translation>
    </message>
    <message>
        <source>Whether connections are tracked cannot be seen</source>
        <translation>无法确定连接是否受到跟踪</translation>
    </message>
    <message>
        <source>Connections are not tracked</source>
        <translation>连接不受跟踪</translation>
    </message>
    <message>
        <source>No rule needs conntrack, so the nat chains see no packet and no connection is told. A rule with MASQUERADE or a ct match switches it on.</source>
        <translation>没有规则需要 conntrack，因此 nat 链看不到数据包，也不会报告连接。含 MASQUERADE 或 ct 匹配的规则会启用它。</translation>
    </message>
    <message>
        <source>Whether there are rules of iptables-legacy cannot be seen</source>
        <translation>无法确定是否有 iptables-legacy 规则</translation>
    </message>
    <message>
        <source>All rules are nftables&apos; own</source>
        <translation>所有规则都属于 nftables</translation>
    </message>
    <message>
        <source>iptables-legacy has no tables here.</source>
        <translation>这里没有 iptables-legacy 的表。</translation>
    </message>
    <message>
        <source>The rules are those of iptables-legacy</source>
        <translation>规则都属于 iptables-legacy</translation>
    </message>
    <message>
        <source>nftrace does not report rules of iptables-legacy: which of them decided is not seen.</source>
        <translation>nftrace 不报告 iptables-legacy 的规则：看不到是其中哪一条起了决定作用。</translation>
    </message>
    <message>
        <source>There are rules of nftables and of iptables-legacy</source>
        <translation>既有 nftables 规则，也有 iptables-legacy 规则</translation>
    </message>
    <message>
        <source>Both are run for each packet. iptables shows one of the two, iptables-legacy the other, and nftrace does not report rules of iptables-legacy.</source>
        <translation>每个数据包都要经过这两套规则。iptables 显示其中一套，iptables-legacy 显示另一套，而 nftrace 不报告 iptables-legacy 的规则。</translation>
    </message>
    <message>
        <source>Whether there are flowtables cannot be seen</source>
        <translation>无法确定是否有 flowtable</translation>
    </message>
    <message>
        <source>No flowtable hides packets</source>
        <translation>没有 flowtable 隐藏数据包</translation>
    </message>
    <message>
        <source>A flowtable takes packets past the chains</source>
        <translation>有 flowtable 使数据包绕过链</translation>
    </message>
    <message>
        <source>Once a connection is in it, its packets go from device to device and enter none of the chains: only the first ones are seen.</source>
        <translation>连接一旦进入 flowtable，其数据包就直接从设备到设备，不进入任何链：只能看到最初几个。</translation>
    </message>
    <message>
        <source>Bridged frames keep out of the IP chains</source>
        <translation>桥接帧不进入 IP 链</translation>
    </message>
    <message>
        <source>Bridged frames go through the IP chains, too</source>
        <translation>桥接帧也经过 IP 链</translation>
    </message>
    <message>
        <source>Packets between two ports of a bridge, of containers for example, enter PREROUTING, FORWARD and POSTROUTING although nothing routes them (bridge-nf-call-iptables).</source>
        <translation>网桥两个端口之间的数据包（例如容器的数据包）会进入 PREROUTING、FORWARD 和 POSTROUTING，尽管它们并未被路由（bridge-nf-call-iptables）。</translation>
    </message>
    <message>
        <source>Forwarding is on</source>
        <translation>转发已开启</translation>
    </message>
    <message>
        <source>Forwarding is off</source>
        <translation>转发已关闭</translation>
    </message>
    <message>
        <source>Packets from a tun to anybody but this machine stop at the routing decision: FORWARD is never reached.</source>
        <translation>来自 tun 且不是发往本机的数据包止于路由判断：永远到不了 FORWARD。</translation>
    </message>
    <message>
        <source>Sources are not checked strictly (rp_filter)</source>
        <translation>不严格检查源地址（rp_filter）</translation>
    </message>
    <message>
        <source>Sources are checked strictly (rp_filter)</source>
        <translation>严格检查源地址（rp_filter）</translation>
    </message>
    <message>
        <source>At %1 a packet is dropped behind PREROUTING where its answer would leave by another device, and only a counter tells of it.</source>
        <translation>在 %1 上，如果应答会从另一设备发出，数据包就在 PREROUTING 之后被丢弃，而且只有一个计数器能反映出来。</translation>
    </message>
    <message>
        <source>IPv6 is there</source>
        <translation>IPv6 可用</translation>
    </message>
    <message>
        <source>IPv6 is switched off</source>
        <translation>IPv6 已关闭</translation>
    </message>
    <message>
        <source>The kernel has no IPv6</source>
        <translation>内核没有 IPv6</translation>
    </message>
    <message>
        <source>Only IPv4 packets can be sent and seen.</source>
        <translation>只能发送和看到 IPv4 数据包。</translation>
    </message>
    <message>
        <source>the policy of %1</source>
        <translation>%1 的默认策略</translation>
    </message>
    <message>
        <source>rule %2 of %1</source>
        <translation>%1 的第 %2 条规则</translation>
    </message>
    <message>
        <source>a rule of %1 (%2)</source>
        <translation>%1 的一条规则（%2）</translation>
    </message>
    <message>
        <source>rule %2 of %1 (%3)</source>
        <translation>%1 的第 %2 条规则（%3）</translation>
    </message>
    <message>
        <source>the rule with handle %2 of %1</source>
        <translation>%1 中 handle 为 %2 的规则</translation>
    </message>
    <message>
        <source>the rule with handle %2 of %1 (%3)</source>
        <translation>%1 中 handle 为 %2 的规则（%3）</translation>
    </message>
    <message>
        <source>nftrace: %w1 gave the verdict drop.</source>
        <translation>nftrace：%w1给出判决 drop。</translation>
    </message>
    <message>
        <source>nftrace: %w1 gave the verdict %2.</source>
        <translation>nftrace：%w1给出判决 %2。</translation>
    </message>
    <message>
        <source>The counter of %w1 rose by %2 meanwhile.</source>
        <translation>其间 %w1的计数器增加了 %2。</translation>
    </message>
    <message>
        <source>The neighbour %1 at %2 is %3.</source>
        <translation>%2 上的邻居 %1 处于 %3 状态。</translation>
    </message>
    <message>
        <source>Packet %1 answered it: a frame at %2 for another host.</source>
        <translation>数据包 %1 应答了它：%2 上一个发给另一台主机的帧。</translation>
    </message>
    <message numerus="yes">
        <source>A program reads queue %2; %n packet(s) wait for its verdict.</source>
        <translation>
            <numerusform>有程序读取队列 %2；%n 个包在等待其判决。</numerusform>
        </translation>
    </message>
    <message>
        <source>No program reads queue %1.</source>
        <translation>没有程序读取队列 %1。</translation>
    </message>
    <message>
        <source>nftrace knows of no connection for it: conntrack gives an INVALID packet none.</source>
        <translation>nftrace 中没有该包的连接：conntrack 不为 INVALID 的包建立连接。</translation>
    </message>
    <message>
        <source>The table %1 of iptables-legacy is loaded; its rules run beside those of nftables and nftrace does not see them.</source>
        <translation>已加载 iptables-legacy 的 %1 表；其规则与 nftables 的规则一同运行，而 nftrace 看不到它们。</translation>
    </message>
    <message>
        <source>The kernel&apos;s counter %1 rose by %2.</source>
        <translation>内核计数器 %1 增加了 %2。</translation>
    </message>
    <message>
        <source>The tracepoint skb:kfree_skb gave the reason %1.</source>
        <translation>内核 tracepoint skb:kfree_skb 给出的原因为 %1。</translation>
    </message>
    <message>
        <source>The tracepoint skb:kfree_skb gave the reason %1 in %2.</source>
        <translation>内核 tracepoint skb:kfree_skb 给出的原因为 %1，位置为 %2。</translation>
    </message>
    <message>
        <source>The kernel log: %1</source>
        <translation>内核日志：%1</translation>
    </message>
    <message>
        <source>%1 is %2.</source>
        <translation>%1 为 %2。</translation>
    </message>
    <message>
        <source>The MTU of the way out is %1 bytes.</source>
        <translation>出口的 MTU 为 %1 字节。</translation>
    </message>
    <message>
        <source>%1 is an address of this machine.</source>
        <translation>%1 是本机的地址。</translation>
    </message>
    <message>
        <source>%1 is down.</source>
        <translation>%1 未启用。</translation>
    </message>
    <message>
        <source>%1 has no carrier.</source>
        <translation>%1 没有载波。</translation>
    </message>
    <message>
        <source>%1 is down, and routes through a device go when it goes down.</source>
        <translation>%1 未启用；设备停用时，经它的路由随之消失。</translation>
    </message>
    <message>
        <source>conntrack holds no mapping for it: replies are expected at %1.</source>
        <translation>conntrack 没有它的映射：回包应发往 %1。</translation>
    </message>
    <message>
        <source>Packet %1 answered it: %2 type %3 code %4 from %5.</source>
        <translation>数据包 %1 应答了它：来自 %5 的 %2，类型 %3，代码 %4。</translation>
    </message>
    <message>
        <source>Packet %1 answered it: a TCP reset from %2.</source>
        <translation>数据包 %1 应答了它：来自 %2 的 TCP RST。</translation>
    </message>
    <message>
        <source>A frame at %1, and no trace point reported it.</source>
        <translation>%1 上有一个帧，但没有跟踪点报告它。</translation>
    </message>
    <message>
        <source>No frame left by %1.</source>
        <translation>没有帧从 %1 发出。</translation>
    </message>
    <message>
        <source>The frame at %1 still has the source %2, which is no address of this machine.</source>
        <translation>%1 上的帧源地址仍是 %2，这不是本机的地址。</translation>
    </message>
    <message>
        <source>Nothing came back.</source>
        <translation>没有任何回应。</translation>
    </message>
    <message>
        <source>It left by %1, and nothing came back.</source>
        <translation>该包从 %1 发出，没有任何回应。</translation>
    </message>
    <message>
        <source>It left by %1 with the source %2, and nothing came back.</source>
        <translation>该包以源地址 %2 从 %1 发出，没有任何回应。</translation>
    </message>
    <message>
        <source>The trace points did not report the canary packet of line %1, so what they would have shown of this packet is not known.</source>
        <translation>跟踪点没有报告第 %1 行的金丝雀包，因此无从得知它们本会就此数据包显示什么。</translation>
    </message>
    <message>
        <source>The devices did not report the canary packet of line %1, so which frames came and went is not known.</source>
        <translation>设备没有报告第 %1 行的金丝雀包，因此不知道有哪些帧进出。</translation>
    </message>
    <message>
        <source>Lines are missing from the log between line %1 and line %2, by the numbers of its records.</source>
        <translation>从记录编号看，日志第 %1 行与第 %2 行之间有缺行。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are missing from the log between line %2 and line %3, by the numbers of its records.</source>
        <translation>
            <numerusform>从记录编号看，日志第 %2 行与第 %3 行之间缺 %n 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>Lines are missing from the log about here, as its line %1 says.</source>
        <translation>日志在此附近有缺行，见其第 %1 行。</translation>
    </message>
    <message numerus="yes">
        <source>%n line(s) are missing from the log about here, as its line %2 says.</source>
        <translation>
            <numerusform>日志在此附近缺 %n 行，见其第 %2 行。</numerusform>
        </translation>
    </message>
    <message>
        <source>The log begins here.</source>
        <translation>日志由此开始。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter a condition is missing, as dropped, tcp or :8080. Write one, or take away the comma, - or ! before it.</source>
        <translation>过滤表达式第 %1 个字符处缺少条件，例如 dropped、tcp 或 :8080。请写上一个，或去掉前面的逗号 (,)、- 或 !。</translation>
    </message>
    <message>
        <source>At letter %1 the filter says NOT inside a term that is NOT as a whole by the sign in front of it. Take one of the two signs away.</source>
        <translation>过滤表达式第 %1 个字符处，NOT 所在的项已由前面的符号整体取反（NOT）。请去掉其中一个符号。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter &quot;%2&quot; is no address or network. Write one as in 192.0.2.7, 198.51.100.0/24 or 2001:db8::/32.</source>
        <translation>过滤表达式第 %1 个字符处，“%2”不是地址或网络。请写成 192.0.2.7、198.51.100.0/24 或 2001:db8::/32 的形式。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter &quot;%2&quot; is no port. Write a colon and a number up to 65535, as in :8080.</source>
        <translation>过滤表达式第 %1 个字符处，“%2”不是端口。请写半角冒号和不超过 65535 的数字，例如 :8080。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter: table %2 has no chain %3. Write one that is there, as in nat PREROUTING.</source>
        <translation>过滤表达式第 %1 个字符处：%2 表没有 %3 链。请写存在的链，例如 nat PREROUTING。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter &quot;%2&quot; lacks its number. Write it behind the word, as in %2 %3.</source>
        <translation>过滤表达式第 %1 个字符处，“%2”缺少编号。请写在该词之后，例如 %2 %3。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter &quot;%2&quot; lacks a name that fits. Write it behind the word, as in %2 %3.</source>
        <translation>过滤表达式第 %1 个字符处，“%2”缺少合适的名称。请写在该词之后，例如 %2 %3。</translation>
    </message>
    <message>
        <source>The text that begins at letter %1 of the filter has no end. Write the quote that closes it.</source>
        <translation>从过滤表达式第 %1 个字符开始的文本没有结束。请写上结尾的引号 (&quot;)。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter nothing stands between the quotes. Write the text that a line must have.</source>
        <translation>过滤表达式第 %1 个字符处，引号之间没有内容。请写上日志行须含有的文本。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter, behind the quote, a blank or a comma must stand.</source>
        <translation>过滤表达式第 %1 个字符处，引号之后必须是空格或逗号 (,)。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; in the filter is no word that it knows, and no device or chain of this log. Write an ending, a cause, a protocol, an address, :port, a chain, a device, or a text in quotes.</source>
        <translation>过滤表达式中的“%1”不是可识别的词，也不是此日志中的设备或链。请写结局、原因、协议、地址、:端口、链、设备，或加引号的文本。</translation>
    </message>
    <message>
        <source>Another Hookwalk (process %1) has changed %2 and puts it back at its end.</source>
        <translation>另一个 Hookwalk（进程 %1）更改了 %2，并会在结束时恢复。</translation>
    </message>
    <message>
        <source>End that session first.</source>
        <translation>请先结束该会话。</translation>
    </message>
    <message>
        <source>Nothing was changed, because %1 is in a state that Hookwalk could not put back.</source>
        <translation>没有做任何更改，因为 %1 所处的状态 Hookwalk 无法恢复。</translation>
    </message>
    <message>
        <source>Nothing was changed, because this session has changed too much to note more.</source>
        <translation>没有做任何更改，因为此会话的更改太多，无法再记录。</translation>
    </message>
    <message>
        <source>Nothing was changed, because it cannot be noted in %1: %e.</source>
        <translation>没有做任何更改，因为无法在 %1 中记录：%e。</translation>
    </message>
    <message>
        <source>End this session: what it changed is put back, and the next one begins anew.</source>
        <translation>请结束此会话：它所做的更改会恢复，下一个会话从头开始。</translation>
    </message>
    <message>
        <source>What would be changed cannot be noted first: %1 cannot be made: %e.</source>
        <translation>无法事先记录要做的更改：不能创建 %1：%e。</translation>
    </message>
    <message>
        <source>Another program locks each new file in %1. End that program.</source>
        <translation>另一程序会锁定 %1 中的每个新文件。请结束该程序。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be opened: %e.</source>
        <translation>无法打开更改记录 %1：%e。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be written: %e.</source>
        <translation>无法写入更改记录 %1：%e。</translation>
    </message>
    <message>
        <source>The journal %1 cannot be locked: %e.</source>
        <translation>无法锁定更改记录 %1：%e。</translation>
    </message>
    <message>
        <source>What would be changed cannot be noted first: this copy of the helper has no group of its own (setgid).</source>
        <translation>无法事先记录要做的更改：辅助程序的这一副本没有自己的组（setgid）。</translation>
    </message>
    <message>
        <source>What helpers have noted in %1 cannot be seen from here: %e.</source>
        <translation>从这里看不到辅助程序在 %1 中的记录：%e。</translation>
    </message>
    <message>
        <source>What would be changed cannot be noted first: %1 cannot be opened: %e.</source>
        <translation>无法事先记录要做的更改：不能打开 %1：%e。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be looked at: %e.</source>
        <translation>无法查看文件夹 %1：%e。</translation>
    </message>
    <message>
        <source>Nothing is noted in %1 or put back from it: it belongs to user %2.</source>
        <translation>不在 %1 中记录，也不据其恢复：它属于用户 %2。</translation>
    </message>
    <message>
        <source>Nothing is noted in %1 or put back from it: it has mode %2, so everybody may write to it.</source>
        <translation>不在 %1 中记录，也不据其恢复：其权限为 %2，任何人都可以写入。</translation>
    </message>
    <message>
        <source>Nothing is noted in %1 or put back from it: it has mode %2, so users may enter it.</source>
        <translation>不在 %1 中记录，也不据其恢复：其权限为 %2，用户可以进入。</translation>
    </message>
    <message>
        <source>Nothing is noted in %1 or put back from it: it is open to group %2, and user %3 is in it.</source>
        <translation>不在 %1 中记录，也不据其恢复：它对组 %2 开放，而用户 %3 在该组中。</translation>
    </message>
    <message>
        <source>Nothing is noted in %1 or put back from it: it is not open to the group of this copy of the helper.</source>
        <translation>不在 %1 中记录，也不据其恢复：它不对辅助程序这一副本的组开放。</translation>
    </message>
    <message>
        <source>As root, in the folder of hookwalk-helper: %1</source>
        <translation>以 root 身份，在 hookwalk-helper 所在的文件夹中：%1</translation>
    </message>
    <message>
        <source>Nothing that stands in %1 was done: somebody other than a helper may have written it.</source>
        <translation>没有执行 %1 中的任何内容：它可能不是由辅助程序写入的。</translation>
    </message>
    <message>
        <source>Line %1 of %2 is damaged or another helper&apos;s, so nothing was done for it.</source>
        <translation>%2 的第 %1 行已损坏，或属于另一辅助程序，因此没有执行。</translation>
    </message>
    <message>
        <source>What stands in %1 was not put back: a process that should have done it (hookwalk-undo) still holds it. End that process.</source>
        <translation>没有恢复 %1 中的更改：本应恢复它的进程（hookwalk-undo）仍占用着它。请结束该进程。</translation>
    </message>
    <message>
        <source>What stands in %1 was not put back: its session is at work (process %2) and puts it back at its end.</source>
        <translation>没有恢复 %1 中的更改：其会话正在运行（进程 %2），结束时会恢复。</translation>
    </message>
    <message>
        <source>What stands in %1 was not put back: its session is at work (process not noted yet) and puts it back at its end.</source>
        <translation>没有恢复 %1 中的更改：其会话正在运行（进程尚未记录），结束时会恢复。</translation>
    </message>
    <message>
        <source>What stands in %1 was not put back: it is of another network namespace, and can be put back from there alone.</source>
        <translation>没有恢复 %1 中的更改：它属于另一网络命名空间，只能在那里恢复。</translation>
    </message>
    <message>
        <source>What stands in %1 was not put back: its first line is damaged.</source>
        <translation>没有恢复 %1 中的更改：其第一行已损坏。</translation>
    </message>
    <message>
        <source>%1 is left as it is for now.</source>
        <translation>%1 暂时保持现状。</translation>
    </message>
    <message>
        <source>A program has %1 open: its connections would be cut. End that program.</source>
        <translation>有程序打开了 %1：其连接会中断。请结束该程序。</translation>
    </message>
    <message>
        <source>Then: %1</source>
        <translation>然后：%1</translation>
    </message>
    <message>
        <source>%1 was given another alias since, so it is left.</source>
        <translation>%1 的别名此后已另改，因此不再改动。</translation>
    </message>
    <message>
        <source>The state of %1 was changed by somebody else since, so it is left.</source>
        <translation>%1 的状态此后已被他人更改，因此不再改动。</translation>
    </message>
    <message>
        <source>The MTU of %1 was changed by somebody else since, so it is left.</source>
        <translation>%1 的 MTU 此后已被他人更改，因此不再改动。</translation>
    </message>
    <message>
        <source>%1 was set to %2 by somebody else since, so it is left.</source>
        <translation>%1 此后已被他人设为 %2，因此不再改动。</translation>
    </message>
    <message>
        <source>%1 is not as it was: %e.</source>
        <translation>%1 未能恢复原状：%e。</translation>
    </message>
    <message>
        <source>%1 does not get the address %2 back: %e.</source>
        <translation>未能恢复 %1 的地址 %2：%e。</translation>
    </message>
    <message>
        <source>%1 does not get the route to %2 back: %e.</source>
        <translation>未能恢复 %1 到 %2 的路由：%e。</translation>
    </message>
    <message>
        <source>%1 does not get its way to make addresses back: %e.</source>
        <translation>未能恢复 %1 生成地址的方式：%e。</translation>
    </message>
    <message>
        <source>%1 is gone again.</source>
        <translation>%1 已移除。</translation>
    </message>
    <message>
        <source>%1 is up again.</source>
        <translation>%1 已重新启用。</translation>
    </message>
    <message>
        <source>%1 is down again.</source>
        <translation>%1 已重新停用。</translation>
    </message>
    <message>
        <source>%1 has its MTU of %2 again.</source>
        <translation>%1 的 MTU 已恢复为 %2。</translation>
    </message>
    <message>
        <source>%1 lost an address that was added.</source>
        <translation>%1 上新增的一个地址已移除。</translation>
    </message>
    <message>
        <source>%1 has its flags again.</source>
        <translation>%1 的标志已恢复。</translation>
    </message>
    <message>
        <source>%1 has its addresses and routes again.</source>
        <translation>%1 的地址和路由已恢复。</translation>
    </message>
    <message>
        <source>%1 is %2 again.</source>
        <translation>%1 已恢复为 %2。</translation>
    </message>
    <message>
        <source>%1 is as it was.</source>
        <translation>%1 已恢复原状。</translation>
    </message>
    <message>
        <source>The kernel log does not show packets of a namespace made without root.</source>
        <translation>内核日志不显示非 root 创建的命名空间的数据包。</translation>
    </message>
    <message>
        <source>The kernel log does not show packets of this namespace (%1 cannot be set here).</source>
        <translation>内核日志不显示此命名空间的数据包（在此无法设置 %1）。</translation>
    </message>
    <message>
        <source>The kernel log is not used.</source>
        <translation>不使用内核日志。</translation>
    </message>
    <message>
        <source>The kernel log shows packets of the machine&apos;s first network namespace, and this is another one.</source>
        <translation>内核日志显示本机首个网络命名空间的数据包，而这里是另一个。</translation>
    </message>
    <message>
        <source>Privileges cannot be given up: %e.</source>
        <translation>无法放弃特权：%e。</translation>
    </message>
    <message>
        <source>New privileges cannot be forbidden: %e.</source>
        <translation>无法禁止获取新特权：%e。</translation>
    </message>
    <message>
        <source>The group of the helper cannot be left: %e.</source>
        <translation>无法退出辅助程序的组：%e。</translation>
    </message>
    <message>
        <source>System calls cannot be restricted: %e.</source>
        <translation>无法限制系统调用：%e。</translation>
    </message>
    <message>
        <source>This takes a kernel with seccomp filters (CONFIG_SECCOMP_FILTER).</source>
        <translation>这需要带 seccomp 过滤器的内核（CONFIG_SECCOMP_FILTER）。</translation>
    </message>
    <message>
        <source>The kernel does not let this user be root in a namespace of its own (%1): %e.</source>
        <translation>内核不允许此用户在自己的命名空间中成为 root（%1）：%e。</translation>
    </message>
    <message>
        <source>Allow user namespaces on this machine, or run Hookwalk as root.</source>
        <translation>请在本机上允许用户命名空间，或以 root 身份运行 Hookwalk。</translation>
    </message>
    <message>
        <source>This machine does not allow user namespaces, which a lab without root needs: %e.</source>
        <translation>本机不允许用户命名空间，而无 root 权限的实验环境需要它：%e。</translation>
    </message>
    <message>
        <source>As root: sysctl user.max_user_namespaces=10000 (on Debian also kernel.unprivileged_userns_clone=1, on Ubuntu the AppArmor profile that hookwalk-cli doctor names), or run Hookwalk as root.</source>
        <translation>以 root 身份执行：sysctl user.max_user_namespaces=10000（Debian 上还需 kernel.unprivileged_userns_clone=1，Ubuntu 上还需 hookwalk-cli doctor 指出的 AppArmor 配置），或以 root 身份运行 Hookwalk。</translation>
    </message>
    <message>
        <source>The kernel does not give this user a network namespace: %e.</source>
        <translation>内核不给此用户网络命名空间：%e。</translation>
    </message>
    <message>
        <source>Run Hookwalk as root, or on a machine that allows user namespaces.</source>
        <translation>请以 root 身份运行 Hookwalk，或换一台允许用户命名空间的机器。</translation>
    </message>
    <message>
        <source>The new network namespace cannot be held (/proc/self/ns/net): %e.</source>
        <translation>无法保持新的网络命名空间（/proc/self/ns/net）：%e。</translation>
    </message>
    <message>
        <source>Make sure that /proc is mounted.</source>
        <translation>请确认已挂载 /proc。</translation>
    </message>
    <message>
        <source>What is changed could not be put back (%1): %e.</source>
        <translation>无法保证所作更改能够恢复（%1）：%e。</translation>
    </message>
    <message>
        <source>There is no kernel setting %1.</source>
        <translation>没有名为 %1 的内核设置。</translation>
    </message>
    <message>
        <source>The kernel setting %1 cannot be opened: %e.</source>
        <translation>无法打开内核设置 %1：%e。</translation>
    </message>
    <message>
        <source>The kernel setting %1 cannot be read: %e.</source>
        <translation>无法读取内核设置 %1：%e。</translation>
    </message>
    <message>
        <source>The kernel setting %1 cannot be set to %2: %e.</source>
        <translation>无法将内核设置 %1 设为 %2：%e。</translation>
    </message>
    <message>
        <source>Make sure that /proc/sys may be written here (in a container it is often read-only).</source>
        <translation>请确认此处可以写入 /proc/sys（在容器中它往往是只读的）。</translation>
    </message>
    <message>
        <source>This machine has no tun driver (/dev/net/tun): %e.</source>
        <translation>本机没有 tun 驱动（/dev/net/tun）：%e。</translation>
    </message>
    <message>
        <source>As root: modprobe tun. In a container: give it the device, for example with --device /dev/net/tun.</source>
        <translation>以 root 身份执行：modprobe tun。在容器中：把该设备交给容器，例如用 --device /dev/net/tun。</translation>
    </message>
    <message>
        <source>This user may not open /dev/net/tun: %e.</source>
        <translation>此用户无权打开 /dev/net/tun：%e。</translation>
    </message>
    <message>
        <source>As root: chmod 0666 /dev/net/tun (the usual mode, it gives no rights over the machine&apos;s own network), or run Hookwalk as root.</source>
        <translation>以 root 身份执行：chmod 0666 /dev/net/tun（这是通常的权限，不会授予对本机自身网络的任何权限），或以 root 身份运行 Hookwalk。</translation>
    </message>
    <message>
        <source>/dev/net/tun cannot be opened: %e.</source>
        <translation>无法打开 /dev/net/tun：%e。</translation>
    </message>
    <message>
        <source>Another program has the tun device %1 open: %e.</source>
        <translation>另一个程序已打开 tun 设备 %1：%e。</translation>
    </message>
    <message>
        <source>End that program, or use another device.</source>
        <translation>请结束该程序，或使用其他设备。</translation>
    </message>
    <message>
        <source>The kernel does not let this user make the tun device %1: %e.</source>
        <translation>内核不允许此用户创建 tun 设备 %1：%e。</translation>
    </message>
    <message>
        <source>It needs CAP_NET_ADMIN: use the lab, or run Hookwalk as root.</source>
        <translation>这需要 CAP_NET_ADMIN：请使用实验环境，或以 root 身份运行 Hookwalk。</translation>
    </message>
    <message>
        <source>The kernel takes %1 for no tun device: %e.</source>
        <translation>内核不认为 %1 是 tun 设备：%e。</translation>
    </message>
    <message>
        <source>A device of another kind may have this name: use another one.</source>
        <translation>可能已有其他类型的接口使用此名称：请换一个名称。</translation>
    </message>
    <message>
        <source>The tun device %1 cannot be made: %e.</source>
        <translation>无法创建 tun 设备 %1：%e。</translation>
    </message>
    <message>
        <source>A device name has 1 to 15 characters, &quot;%1&quot; has not.</source>
        <translation>接口名的长度应为 1 到 15 个字符，“%1”不符合。</translation>
    </message>
    <message>
        <source>The kernel does not take %1 for the owner of %2: %e.</source>
        <translation>内核不接受 %1 作为 %2 的属主：%e。</translation>
    </message>
    <message>
        <source>Give a user of this machine.</source>
        <translation>请指定本机上的用户。</translation>
    </message>
    <message>
        <source>The kernel does not take %1 for the group of %2: %e.</source>
        <translation>内核不接受 %1 作为 %2 的属组：%e。</translation>
    </message>
    <message>
        <source>Give a group of this machine.</source>
        <translation>请指定本机上的用户组。</translation>
    </message>
    <message>
        <source>The kernel does not make %1 persistent: %e.</source>
        <translation>内核无法将 %1 设为持久：%e。</translation>
    </message>
    <message>
        <source>There is no memory to ask the kernel (netlink).</source>
        <translation>内存不足，无法询问内核（netlink）。</translation>
    </message>
    <message>
        <source>The kernel does not answer (netlink): %1.</source>
        <translation>内核没有应答（netlink）：%1。</translation>
    </message>
    <message>
        <source>There is no memory for a netlink socket.</source>
        <translation>内存不足，无法创建 netlink 套接字。</translation>
    </message>
    <message>
        <source>The kernel does not open a netlink socket: %1.</source>
        <translation>内核没有打开 netlink 套接字：%1。</translation>
    </message>
    <message>
        <source>The network was changed each time that the kernel listed it. Try again when it has come to rest.</source>
        <translation>内核每次列出网络时，网络都有变化。请待其稳定后重试。</translation>
    </message>
    <message>
        <source>The kernel does not tell about device %1: %e.</source>
        <translation>内核没有给出接口 %1 的信息：%e。</translation>
    </message>
    <message>
        <source>The kernel does not list its network: %e.</source>
        <translation>内核没有列出其网络：%e。</translation>
    </message>
    <message>
        <source>The kernel does not report changes of links: %1.</source>
        <translation>内核不报告链路的变化：%1。</translation>
    </message>
    <message>
        <source>The kernel does not report changes of devices: %1.</source>
        <translation>内核不报告接口的变化：%1。</translation>
    </message>
    <message>
        <source>Devices cannot be watched: %e.</source>
        <translation>无法监视接口：%e。</translation>
    </message>
    <message>
        <source>The kernel does not make the veth pair %1 (is the veth driver there? As root: modprobe veth): %2.</source>
        <translation>内核没有创建 veth 对 %1（有 veth 驱动吗？以 root 身份执行：modprobe veth）：%2。</translation>
    </message>
    <message>
        <source>The kernel does not give %1 the address %2: %e.</source>
        <translation>内核没有为 %1 设置地址 %2：%e。</translation>
    </message>
    <message>
        <source>The kernel does not take the default route via %1: %2.</source>
        <translation>内核不接受经 %1 的默认路由：%2。</translation>
    </message>
    <message>
        <source>The kernel does not take the neighbour %1: %2.</source>
        <translation>内核不接受邻居 %1：%2。</translation>
    </message>
    <message>
        <source>The device %1 did not come up within three seconds. Try again.</source>
        <translation>接口 %1 未能在三秒内启用。请重试。</translation>
    </message>
    <message>
        <source>This kernel does not offer %1: %e.</source>
        <translation>此内核不提供 %1：%e。</translation>
    </message>
    <message>
        <source>As root: modprobe nf_tables nf_conntrack_netlink.</source>
        <translation>以 root 身份执行：modprobe nf_tables nf_conntrack_netlink。</translation>
    </message>
    <message>
        <source>The kernel does not let this program listen to %1: %e.</source>
        <translation>内核不允许此程序监听 %1：%e。</translation>
    </message>
    <message>
        <source>The kernel&apos;s %1 cannot be read any more: %e.</source>
        <translation>无法继续读取内核的 %1：%e。</translation>
    </message>
    <message>
        <source>This kernel does not offer nftables: %e.</source>
        <translation>此内核不提供 nftables：%e。</translation>
    </message>
    <message>
        <source>As root: modprobe nf_tables.</source>
        <translation>以 root 身份执行：modprobe nf_tables。</translation>
    </message>
    <message>
        <source>There is no memory for nftables.</source>
        <translation>内存不足，无法使用 nftables。</translation>
    </message>
    <message>
        <source>nftables refuses: %1</source>
        <translation>nftables 拒绝：%1</translation>
    </message>
    <message>
        <source>nftables does not print JSON. Install a libnftables that does.</source>
        <translation>nftables 不能输出 JSON。请安装支持 JSON 的 libnftables。</translation>
    </message>
    <message>
        <source>nftables may be looked at with CAP_NET_ADMIN only.</source>
        <translation>只有具备 CAP_NET_ADMIN 才能查看 nftables。</translation>
    </message>
    <message>
        <source>The lab has no tun device %1; its tun is %2.</source>
        <translation>实验环境中没有 tun 设备 %1；它的 tun 是 %2。</translation>
    </message>
    <message>
        <source>Nobody is at the far end of %1 who could send; packets can arrive at %2 and %3.</source>
        <translation>%1 的远端没有可以发送的主机；数据包可以从 %2 和 %3 进来。</translation>
    </message>
    <message>
        <source>The lab cannot send to its device %1 (packet socket): %e.</source>
        <translation>实验环境无法向其接口 %1 发送（packet socket）：%e。</translation>
    </message>
    <message>
        <source>The packet cannot be sent to %1: %e.</source>
        <translation>无法将数据包发送到 %1：%e。</translation>
    </message>
    <message>
        <source>Bring the device up.</source>
        <translation>请启用该接口。</translation>
    </message>
    <message>
        <source>These bytes begin with no IP header of version 4 or 6.</source>
        <translation>这些字节的开头不是 IPv4 或 IPv6 头部。</translation>
    </message>
    <message>
        <source>No packet can be sent from this machine (raw socket): %e.</source>
        <translation>无法从本机发送数据包（raw socket）：%e。</translation>
    </message>
    <message>
        <source>The kernel does not send this packet: %e.</source>
        <translation>内核没有发送此数据包：%e。</translation>
    </message>
    <message>
        <source>The lab gets no service at port %1: %e.</source>
        <translation>实验环境无法在端口 %1 上提供服务：%e。</translation>
    </message>
    <message>
        <source>The lab&apos;s TCP service cannot listen: %e.</source>
        <translation>实验环境的 TCP 服务无法监听：%e。</translation>
    </message>
    <message>
        <source>This kernel does not offer NFLOG: %e.</source>
        <translation>此内核不提供 NFLOG：%e。</translation>
    </message>
    <message>
        <source>As root: modprobe nfnetlink_log.</source>
        <translation>以 root 身份执行：modprobe nfnetlink_log。</translation>
    </message>
    <message>
        <source>The kernel does not let this program listen to one of the NFLOG groups %1 to %2: %e.</source>
        <translation>内核不允许此程序监听 NFLOG 组 %1 到 %2 中的某一个：%e。</translation>
    </message>
    <message>
        <source>Other programs may listen to them: end one of them.</source>
        <translation>可能有其他程序正在监听这些组：请结束其中一个。</translation>
    </message>
    <message>
        <source>The kernel does not take the settings of NFLOG: %e.</source>
        <translation>内核不接受 NFLOG 的设置：%e。</translation>
    </message>
    <message>
        <source>NFLOG cannot be read any more: %e.</source>
        <translation>无法继续读取 NFLOG：%e。</translation>
    </message>
    <message>
        <source>There is no descriptor left for the sources: %e.</source>
        <translation>没有剩余的文件描述符可用于事件来源：%e。</translation>
    </message>
    <message>
        <source>A source cannot be watched: %e.</source>
        <translation>无法监视某个事件来源：%e。</translation>
    </message>
    <message>
        <source>The frames at the devices cannot be seen (%1): %e.</source>
        <translation>看不到接口上的帧（%1）：%e。</translation>
    </message>
    <message>
        <source>That takes CAP_NET_RAW: trace without frames, or give the helper that right.</source>
        <translation>这需要 CAP_NET_RAW：请在不看帧的情况下跟踪，或授予辅助程序该权限。</translation>
    </message>
    <message>
        <source>The kernel does not show its connections: %e.</source>
        <translation>内核没有给出其连接：%e。</translation>
    </message>
    <message>
        <source>As root: modprobe nf_conntrack_netlink.</source>
        <translation>以 root 身份执行：modprobe nf_conntrack_netlink。</translation>
    </message>
    <message>
        <source>The kernel log cannot be read (/dev/kmsg): %e.</source>
        <translation>无法读取内核日志（/dev/kmsg）：%e。</translation>
    </message>
    <message>
        <source>/dev/kmsg is not the kernel log here but another file.</source>
        <translation>此处的 /dev/kmsg 不是内核日志，而是另一个文件。</translation>
    </message>
    <message>
        <source>The kernel log cannot be read any more (/dev/kmsg): %e.</source>
        <translation>无法继续读取内核日志（/dev/kmsg）：%e。</translation>
    </message>
    <message numerus="yes">
        <source>The lines of %n packet(s) would push the machine&apos;s own messages out of the kernel log, which has %2 KiB.</source>
        <translation>
            <numerusform>%n 个数据包的日志行会把本机自己的消息挤出内核日志（其容量为 %2 KiB）。</numerusform>
        </translation>
    </message>
    <message>
        <source>Choose NFLOG: it gives the same events.</source>
        <translation>请选择 NFLOG：它给出同样的事件。</translation>
    </message>
    <message>
        <source>So NFLOG is used: it gives the same events.</source>
        <translation>因此改用 NFLOG：它给出同样的事件。</translation>
    </message>
    <message>
        <source>You asked for nftrace.</source>
        <translation>已按要求使用 nftrace。</translation>
    </message>
    <message>
        <source>You asked for NFLOG.</source>
        <translation>已按要求使用 NFLOG。</translation>
    </message>
    <message>
        <source>You asked for the kernel log and NFLOG.</source>
        <translation>已按要求使用内核日志和 NFLOG。</translation>
    </message>
    <message>
        <source>You asked for the kernel log.</source>
        <translation>已按要求使用内核日志。</translation>
    </message>
    <message>
        <source>The kernel log can be read here and shows the packets of this namespace.</source>
        <translation>此处可以读取内核日志，其中能看到此命名空间的数据包。</translation>
    </message>
    <message>
        <source>It cannot be seen who is at the other end of the socket: %e.</source>
        <translation>无法得知套接字的另一端是谁：%e。</translation>
    </message>
    <message>
        <source>The program at the other end of the socket belongs to user %1, not to user %2 who started the helper. Start both as the same user.</source>
        <translation>套接字另一端的程序属于用户 %1，而启动辅助程序的是用户 %2。请以同一用户启动两者。</translation>
    </message>
    <message>
        <source>The stack may have %1 KiB here, too little. Allow more: ulimit -s 8192.</source>
        <translation>此处的栈上限为 %1 KiB，太小了。请放宽限制：ulimit -s 8192。</translation>
    </message>
    <message>
        <source>The session cannot be reached any more: %e.</source>
        <translation>无法再联系会话：%e。</translation>
    </message>
    <message>
        <source>The session cannot be heard: %e.</source>
        <translation>收不到会话的消息：%e。</translation>
    </message>
    <message>
        <source>This helper was let in to look only. Start it anew and let it trace or change.</source>
        <translation>此辅助程序只获准查看。请重新启动它，并准许它跟踪或更改。</translation>
    </message>
    <message>
        <source>This helper was let in to look and trace only. Start it anew and let it change this machine.</source>
        <translation>此辅助程序只获准查看和跟踪。请重新启动它，并准许它更改本机。</translation>
    </message>
    <message>
        <source>The helper was not greeted: Hello comes first.</source>
        <translation>辅助程序未收到问候：应先发送 Hello。</translation>
    </message>
    <message>
        <source>The lab is there already.</source>
        <translation>实验环境已经存在。</translation>
    </message>
    <message>
        <source>This helper works on the machine itself already.</source>
        <translation>此辅助程序已在本机上工作。</translation>
    </message>
    <message>
        <source>There is no lab yet. Make the lab first.</source>
        <translation>还没有实验环境。请先创建。</translation>
    </message>
    <message>
        <source>The helper speaks version %1, the program version %2. Install Hookwalk and its helper together, and make a copy of the helper that was let in once (host/hookwalk-helper) anew.</source>
        <translation>辅助程序使用版本 %1，本程序使用版本 %2。请同时安装 Hookwalk 及其辅助程序；若有一次性授权的辅助程序副本（host/hookwalk-helper），请重新制作。</translation>
    </message>
    <message>
        <source>No probe is sent of protocol %1.</source>
        <translation>不发送协议 %1 的探测包。</translation>
    </message>
    <message>
        <source>Packets are injected in the lab only.</source>
        <translation>只能在实验环境中注入数据包。</translation>
    </message>
    <message>
        <source>The kernel does not tell reasons of drops (%1): %e.</source>
        <translation>内核没有给出丢包原因（%1）：%e。</translation>
    </message>
    <message>
        <source>This kernel does not name the reasons of drops; Linux 5.17 and newer do.</source>
        <translation>此内核不给出丢包原因；Linux 5.17 及更新版本可以。</translation>
    </message>
    <message>
        <source>The words of iptables cannot be found out (%1): %e.</source>
        <translation>无法取得 iptables 对规则的写法（%1）：%e。</translation>
    </message>
    <message>
        <source>The process for the words of iptables could not be started.</source>
        <translation>无法启动用于取得 iptables 写法的进程。</translation>
    </message>
    <message>
        <source>echo request, seq %1</source>
        <translation>回显请求，seq %1</translation>
    </message>
    <message>
        <source>echo reply, seq %1</source>
        <translation>回显应答，seq %1</translation>
    </message>
    <message>
        <source>echo request</source>
        <translation>回显请求</translation>
    </message>
    <message>
        <source>echo reply</source>
        <translation>回显应答</translation>
    </message>
    <message>
        <source>fragmentation needed</source>
        <translation>需要分片</translation>
    </message>
    <message>
        <source>port unreachable</source>
        <translation>端口不可达</translation>
    </message>
    <message>
        <source>destination unreachable</source>
        <translation>目的不可达</translation>
    </message>
    <message>
        <source>redirect</source>
        <translation>重定向</translation>
    </message>
    <message>
        <source>time exceeded</source>
        <translation>超时</translation>
    </message>
    <message>
        <source>parameter problem</source>
        <translation>参数问题</translation>
    </message>
    <message>
        <source>packet too big</source>
        <translation>数据包过大</translation>
    </message>
    <message>
        <source>router solicitation</source>
        <translation>路由器请求</translation>
    </message>
    <message>
        <source>router advertisement</source>
        <translation>路由器通告</translation>
    </message>
    <message>
        <source>neighbour solicitation</source>
        <translation>邻居请求</translation>
    </message>
    <message>
        <source>neighbour advertisement</source>
        <translation>邻居通告</translation>
    </message>
    <message>
        <source>%1 type %2</source>
        <translation>%1 类型 %2</translation>
    </message>
    <message>
        <source>TCP %1 → %2 %3</source>
        <translation>TCP %1 → %2 %3</translation>
    </message>
    <message>
        <source>%1 %2 → %3</source>
        <translation>%1 %2 → %3</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>protocol %1</source>
        <translation>协议 %1</translation>
    </message>
    <message>
        <source>packet</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>forwarded</source>
        <translation>转发</translation>
    </message>
    <message>
        <source>local-in</source>
        <translation>发往本机</translation>
    </message>
    <message>
        <source>local-out</source>
        <translation>本机发出</translation>
    </message>
    <message>
        <source>loopback</source>
        <translation>环回</translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <translation>%1 → %2</translation>
    </message>
    <message>
        <source>local → %1</source>
        <translation>本机 → %1</translation>
    </message>
    <message>
        <source>%1 → local</source>
        <translation>%1 → 本机</translation>
    </message>
    <message>
        <source>local → local</source>
        <translation>本机 → 本机</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>来自 %1</translation>
    </message>
    <message>
        <source>from here</source>
        <translation>来自本机</translation>
    </message>
    <message>
        <source>left by %1</source>
        <translation>从 %1 发出</translation>
    </message>
    <message>
        <source>read from %1</source>
        <translation>从 %1 读出</translation>
    </message>
    <message>
        <source>to port %1</source>
        <translation>到端口 %1</translation>
    </message>
    <message>
        <source>left</source>
        <translation>发出</translation>
    </message>
    <message>
        <source>dropped · rule %1</source>
        <translation>丢弃 · 规则 %1</translation>
    </message>
    <message>
        <source>dropped · policy</source>
        <translation>丢弃 · 策略</translation>
    </message>
    <message>
        <source>rejected</source>
        <translation>拒绝</translation>
    </message>
    <message>
        <source>rejected · rule %1</source>
        <translation>拒绝 · 规则 %1</translation>
    </message>
    <message>
        <source>queue %1</source>
        <translation>队列 %1</translation>
    </message>
    <message>
        <source>queue %1 · no reader</source>
        <translation>队列 %1 · 无人读取</translation>
    </message>
    <message>
        <source>delivered here</source>
        <translation>送达本机</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>dropped</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>redirected to %1</source>
        <translation>重定向到 %1</translation>
    </message>
    <message>
        <source>queued at %1</source>
        <translation>排队于 %1</translation>
    </message>
    <message>
        <source>taken at %1</source>
        <translation>取走于 %1</translation>
    </message>
    <message>
        <source>stopped at %1</source>
        <translation>止于 %1</translation>
    </message>
    <message>
        <source>stopped at routing</source>
        <translation>止于路由判断</translation>
    </message>
    <message>
        <source>TTL ran out</source>
        <translation>TTL 耗尽</translation>
    </message>
    <message>
        <source>TTL ran out, %1</source>
        <translation>TTL 耗尽，%1</translation>
    </message>
    <message>
        <source>TTL ran out, routing</source>
        <translation>TTL 耗尽，路由判断</translation>
    </message>
    <message>
        <source>sent on by %1</source>
        <translation>从 %1 发出</translation>
    </message>
    <message>
        <source>delivered to the local process</source>
        <translation>送达本地进程</translation>
    </message>
    <message>
        <source>rejected at %1</source>
        <translation>在 %1 被拒绝</translation>
    </message>
    <message>
        <source>redirected to %1 at ingress</source>
        <translation>在 ingress 被重定向到 %1</translation>
    </message>
    <message>
        <source>dropped at %1</source>
        <translation>在 %1 被丢弃</translation>
    </message>
    <message>
        <source>dropped at routing decision</source>
        <translation>在路由判断处被丢弃</translation>
    </message>
    <message>
        <source>not known behind %1</source>
        <translation>%1 之后未知</translation>
    </message>
    <message>
        <source>Packet %1: %w2, %3 → %4, %5</source>
        <translation>数据包 %1：%w2，%3 → %4，%5</translation>
    </message>
    <message>
        <source>Packet %1: %w2, %3 → %4, %5, answers packet %6</source>
        <translation>数据包 %1：%w2，%3 → %4，%5，回应数据包 %6</translation>
    </message>
    <message>
        <source>skipped: %1</source>
        <translation>跳过：%1</translation>
    </message>
    <message>
        <source>%w1. %2</source>
        <translation>%w1。%2</translation>
    </message>
    <message>
        <source>UDP from %1 to port %3 of %2</source>
        <translation>UDP：从 %1 到 %2 的端口 %3</translation>
    </message>
    <message>
        <source>TCP %4 from %1 to port %3 of %2</source>
        <translation>TCP %4：从 %1 到 %2 的端口 %3</translation>
    </message>
    <message>
        <source>%1, then %2</source>
        <translation>%1，然后 %2</translation>
    </message>
    <message>
        <source>opened and closed</source>
        <translation>建立并关闭</translation>
    </message>
    <message>
        <source>Echo request from %1 to %2</source>
        <translation>回显请求：从 %1 到 %2</translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s) of payload</source>
        <translation>
            <numerusform>载荷 %n 字节</numerusform>
        </translation>
    </message>
    <message>
        <source>TTL %1</source>
        <translation>TTL %1</translation>
    </message>
    <message>
        <source>not to be fragmented</source>
        <translation>不得分片</translation>
    </message>
    <message>
        <source>in fragments of %1 bytes</source>
        <translation>按 %1 字节分片</translation>
    </message>
    <message>
        <source>with a wrong IP checksum</source>
        <translation>IP 校验和错误</translation>
    </message>
    <message>
        <source>with a wrong transport checksum</source>
        <translation>传输层校验和错误</translation>
    </message>
    <message>
        <source>by a process of this machine</source>
        <translation>由本机进程发出</translation>
    </message>
    <message>
        <source>arriving at %1</source>
        <translation>到达 %1</translation>
    </message>
    <message>
        <source>written to %1</source>
        <translation>写入 %1</translation>
    </message>
    <message>
        <source>none came</source>
        <translation>没有收到</translation>
    </message>
    <message>
        <source>%w1 from %2, read after %3 us</source>
        <translation>%w1，来自 %2，%3 us 后读到</translation>
    </message>
    <message>
        <source>UDP reply</source>
        <translation>UDP 回包</translation>
    </message>
    <message>
        <source>SYN/ACK</source>
        <translation>SYN/ACK</translation>
    </message>
    <message>
        <source>%w1; the connection was opened, and not closed by the other end</source>
        <translation>%w1；连接已建立，但对端没有关闭</translation>
    </message>
    <message>
        <source>%w1; the connection was opened and closed</source>
        <translation>%w1；连接已建立并关闭</translation>
    </message>
    <message>
        <source>TCP reset</source>
        <translation>TCP RST</translation>
    </message>
    <message>
        <source>destination unreachable, code %1</source>
        <translation>目的不可达，代码 %1</translation>
    </message>
    <message>
        <source>administratively prohibited</source>
        <translation>被管理策略禁止</translation>
    </message>
    <message>
        <source>%w1, packet %2</source>
        <translation>%w1，数据包 %2</translation>
    </message>
    <message>
        <source>Packet %1</source>
        <translation>数据包 %1</translation>
    </message>
    <message>
        <source>A packet that nothing reported</source>
        <translation>没有任何报告的数据包</translation>
    </message>
    <message>
        <source>Decision: %w1.</source>
        <translation>结果：%w1。</translation>
    </message>
    <message>
        <source>Answer: %1.</source>
        <translation>应答：%1。</translation>
    </message>
    <message>
        <source>Cause: %1. %2</source>
        <translation>原因：%1。%2</translation>
    </message>
    <message>
        <source>Cause: nothing is amiss. %1</source>
        <translation>原因：一切正常。%1</translation>
    </message>
    <message>
        <source>Cause: %1</source>
        <translation>原因：%1</translation>
    </message>
    <message>
        <source>The answer was read; what was reported of its way and of the probe&apos;s is not whole.</source>
        <translation>应答已读到；但关于它和探测包所走路径的报告不完整。</translation>
    </message>
    <message>
        <source>Evidence:</source>
        <translation>依据：</translation>
    </message>
    <message>
        <source>Connection:</source>
        <translation>连接：</translation>
    </message>
    <message>
        <source>original  %1 → %2, id %3</source>
        <translation>原始方向  %1 → %2，id %3</translation>
    </message>
    <message>
        <source>original  %1 port %3 → %2 port %4</source>
        <translation>原始方向  %1 端口 %3 → %2 端口 %4</translation>
    </message>
    <message>
        <source>reply     %1 → %2, id %3</source>
        <translation>回复方向  %1 → %2，id %3</translation>
    </message>
    <message>
        <source>reply     %1 port %3 → %2 port %4</source>
        <translation>回复方向  %1 端口 %3 → %2 端口 %4</translation>
    </message>
    <message>
        <source>%1 (source NAT)</source>
        <translation>%1（SNAT）</translation>
    </message>
    <message>
        <source>%1 (destination NAT)</source>
        <translation>%1（DNAT）</translation>
    </message>
    <message>
        <source>%1 sent</source>
        <translation>已发 %1</translation>
    </message>
    <message>
        <source>%1 received</source>
        <translation>收到 %1</translation>
    </message>
    <message>
        <source>%1 lost</source>
        <translation>丢失 %1</translation>
    </message>
    <message>
        <source>%1 late</source>
        <translation>迟到 %1</translation>
    </message>
    <message>
        <source>%1 answered by an ICMP error</source>
        <translation>ICMP 差错应答 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n duplicate(s)</source>
        <translation>
            <numerusform>重复 %n</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 foreign</source>
        <translation>无关 %1</translation>
    </message>
    <message>
        <source>%1 not waited for</source>
        <translation>未等应答 %1</translation>
    </message>
    <message>
        <source>%1; cancelled.</source>
        <translation>%1；已取消。</translation>
    </message>
    <message>
        <source>Round trip: min %1, median %2, mean %3, p99 %4, max %5 us.</source>
        <translation>往返时间：最小 %1，中位数 %2，平均 %3，p99 %4，最大 %5 us。</translation>
    </message>
    <message>
        <source>Slowed down: pings waited for %1 ms in all until the events of those before were read.</source>
        <translation>已放慢：为读完先前 ping 的事件，各 ping 共等待了 %1 ms。</translation>
    </message>
    <message>
        <source>%1 sent, %2 answered, median %3</source>
        <translation>已发 %1，应答 %2，中位数 %3</translation>
    </message>
    <message>
        <source>%1 sent, no answer</source>
        <translation>已发 %1，无应答</translation>
    </message>
    <message>
        <source>%1 sent, %2 answered, %3 not</source>
        <translation>已发 %1，应答 %2，未应答 %3</translation>
    </message>
    <message>
        <source>%1 sent; their answers go where they were sent from</source>
        <translation>已发 %1；应答会回到它们的发出之处</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1：%2</translation>
    </message>
    <message>
        <source>%1; the first: %2</source>
        <translation>%1；首个：%2</translation>
    </message>
    <message>
        <source>dropped by %w1</source>
        <translation>丢弃于 %w1</translation>
    </message>
    <message>
        <source>rejected by %w1</source>
        <translation>拒绝于 %w1</translation>
    </message>
    <message>
        <source>dropped in %1</source>
        <translation>丢弃于 %1</translation>
    </message>
    <message>
        <source>rejected in %1</source>
        <translation>拒绝于 %1</translation>
    </message>
    <message numerus="yes">
        <source>%n event(s), %2 lost.</source>
        <translation>
            <numerusform>%n 个事件，丢失 %2 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>The rules in force could not be read: %1</source>
        <translation>无法读取生效的规则：%1</translation>
    </message>
    <message>
        <source>Lab: %1 %2, %3 %4. From %5 to %6.</source>
        <translation>实验环境：%1 %2，%3 %4。从 %5 到 %6。</translation>
    </message>
    <message>
        <source>This machine. From %1 to %2.</source>
        <translation>本机。从 %1 到 %2。</translation>
    </message>
    <message>
        <source>Network namespace %1. From %2 to %3.</source>
        <translation>网络命名空间 %1。从 %2 到 %3。</translation>
    </message>
    <message>
        <source>Lab: %1 %2, %3 %4, made without root. From %5 to %6.</source>
        <translation>实验环境：%1 %2，%3 %4，未用 root 权限创建。从 %5 到 %6。</translation>
    </message>
    <message>
        <source>Events from %1: %2</source>
        <translation>事件来源 %1：%2</translation>
    </message>
    <message>
        <source>There is no %1 &quot;%2&quot;. Say one of: %3.</source>
        <translation>%1 没有“%2”这个选择。可选：%3。</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot; cannot be used. Give a whole number from %3 to %4.</source>
        <translation>%1 的值“%2”不可用。请给出 %3 到 %4 之间的整数。</translation>
    </message>
    <message>
        <source>%1 &quot;%2&quot; cannot be used. Give 0 to %3 seconds, for example 0.2.</source>
        <translation>%1 的值“%2”不可用。请给出 0 到 %3 秒，例如 0.2。</translation>
    </message>
    <message>
        <source>The source &quot;%1&quot; is no IP address. In the lab there are 192.168.69.1 and 2001:db8:69::1.</source>
        <translation>源地址“%1”不是 IP 地址。实验环境中有 192.168.69.1 和 2001:db8:69::1。</translation>
    </message>
    <message>
        <source>The destination &quot;%1&quot; is no IP address. In the lab there are 203.0.113.29 and 2001:db8:ffff::29.</source>
        <translation>目的地址“%1”不是 IP 地址。实验环境中有 203.0.113.29 和 2001:db8:ffff::29。</translation>
    </message>
    <message>
        <source>Give a source and a destination, for example: auto 203.0.113.29.</source>
        <translation>请给出源地址和目的地址，例如：auto 203.0.113.29。</translation>
    </message>
    <message>
        <source>No destination was given. In the lab there is 203.0.113.29.</source>
        <translation>没有给出目的地址。实验环境中有 203.0.113.29。</translation>
    </message>
    <message>
        <source>Give one destination, not %1.</source>
        <translation>请给出一个目的地址，而不是 %1 个。</translation>
    </message>
    <message>
        <source>The program nsenter was not found, which runs the commands that prepare the lab. Install util-linux.</source>
        <translation>找不到程序 nsenter，准备实验环境的命令要由它运行。请安装 util-linux。</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; could not prepare the lab: it ended with status %2.</source>
        <translation>命令“%1”未能准备好实验环境：其退出状态为 %2。</translation>
    </message>
    <message>
        <source>The command &quot;%1&quot; could not prepare the lab: it ended with status %2 and said &quot;%3&quot;.</source>
        <translation>命令“%1”未能准备好实验环境：其退出状态为 %2，输出为“%3”。</translation>
    </message>
    <message>
        <source>This lab has no address of that family: the kernel was started without IPv6. Give an IPv4 address.</source>
        <translation>此实验环境没有该地址族的地址：内核启动时未启用 IPv6。请给出 IPv4 地址。</translation>
    </message>
    <message>
        <source>The output could not be written: %e.</source>
        <translation>无法写出输出：%e。</translation>
    </message>
    <message>
        <source>This is no diagram that Hookwalk can draw: %1.</source>
        <translation>这不是 Hookwalk 能画的图：%1。</translation>
    </message>
    <message>
        <source>The picture cannot be made into a PNG file. Look whether Qt&apos;s image plugins are whole.</source>
        <translation>无法将图片生成为 PNG 文件。请检查 Qt 的图像插件是否完整。</translation>
    </message>
    <message>
        <source>There is no translation into “%1”. There are: %2.</source>
        <translation>没有“%1”的翻译。现有：%2。</translation>
    </message>
    <message>
        <source>No socket could be made for the helper. Close some programs and try again.</source>
        <translation>无法为辅助程序创建套接字。请关闭一些程序后重试。</translation>
    </message>
    <message>
        <source>The helper program was not found at %1. Install Hookwalk again, or name it in HOOKWALK_HELPER.</source>
        <translation>在 %1 找不到辅助程序。请重新安装 Hookwalk，或在 HOOKWALK_HELPER 中指明它。</translation>
    </message>
    <message>
        <source>The helper program was not found at %1 or %2. Install Hookwalk again, or name it in HOOKWALK_HELPER.</source>
        <translation>在 %1 和 %2 都找不到辅助程序。请重新安装 Hookwalk，或在 HOOKWALK_HELPER 中指明它。</translation>
    </message>
    <message>
        <source>The helper could not be started: %1.</source>
        <translation>无法启动辅助程序：%1。</translation>
    </message>
    <message>
        <source>The helper ended.</source>
        <translation>辅助程序已结束。</translation>
    </message>
    <message>
        <source>The helper was ended by signal %1. Start the lab again.</source>
        <translation>辅助程序被信号 %1 终止。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>The helper was ended by signal %1. Start the lab again. It said:</source>
        <translation>辅助程序被信号 %1 终止。请重新启动实验环境。它的输出：</translation>
    </message>
    <message>
        <source>The helper ended by itself with exit status %1. Start the lab again.</source>
        <translation>辅助程序自行结束，退出状态为 %1。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>The helper ended by itself with exit status %1. Start the lab again. It said:</source>
        <translation>辅助程序自行结束，退出状态为 %1。请重新启动实验环境。它的输出：</translation>
    </message>
    <message>
        <source>The helper ended before it answered. Start it again.</source>
        <translation>辅助程序未作应答就结束了。请重新启动它。</translation>
    </message>
    <message>
        <source>The helper does not answer and was ended. Start the lab again.</source>
        <translation>辅助程序没有应答，已被终止。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>The helper gave an answer that makes no sense. Make sure that Hookwalk and its helper are of the same version.</source>
        <translation>辅助程序的应答无法理解。请确认 Hookwalk 与其辅助程序版本相同。</translation>
    </message>
    <message>
        <source>This machine can be changed with an administrator&apos;s consent only, and pkexec, which asks for it, is not installed. Install polkit (on Debian: pkexec, and an agent such as lxpolkit).</source>
        <translation>更改本机须经管理员同意，而负责询问的 pkexec 尚未安装。请安装 polkit（Debian 上：pkexec，以及 lxpolkit 之类的代理）。</translation>
    </message>
    <message>
        <source>Or let an administrator let the group netdev in, once and for all. As root: cd %1; %2</source>
        <translation>或请管理员一次性授权 netdev 组。以 root 身份执行：cd %1; %2</translation>
    </message>
    <message>
        <source>The password was not given, so this machine stays as it is. Start again to be asked again; the lab needs no password.</source>
        <translation>没有输入密码，因此本机保持原样。再次启动会重新询问；实验环境不需要密码。</translation>
    </message>
    <message>
        <source>The helper may not be started on this machine, or nobody could be asked for the password. A polkit agent must run in your session to ask for it: the desktop&apos;s own, or for example lxpolkit; start it and try again.</source>
        <translation>不允许在本机上启动辅助程序，或无法询问密码。会话中必须有 polkit 代理在运行，才能询问密码：桌面自带的，或例如 lxpolkit；请启动它后重试。</translation>
    </message>
    <message>
        <source>The helper may not be started on this machine, or nobody could be asked for the password (pkexec said: %1). A polkit agent must run in your session to ask for it: the desktop&apos;s own, or for example lxpolkit; start it and try again.</source>
        <translation>不允许在本机上启动辅助程序，或无法询问密码（pkexec 的输出：%1）。会话中必须有 polkit 代理在运行，才能询问密码：桌面自带的，或例如 lxpolkit；请启动它后重试。</translation>
    </message>
    <message>
        <source>There is no place yet. Start it first.</source>
        <translation>还没有工作环境。请先启动。</translation>
    </message>
    <message>
        <source>There is no place yet that could be changed. Start it first.</source>
        <translation>还没有可以更改的工作环境。请先启动。</translation>
    </message>
    <message>
        <source>There is no lab to send the ping in. Start it first.</source>
        <translation>没有可以发送 ping 的实验环境。请先启动。</translation>
    </message>
    <message>
        <source>A ping run is under way. Wait for its end or cancel it.</source>
        <translation>正在进行一轮 ping。请等待其结束，或取消它。</translation>
    </message>
    <message>
        <source>The tun is being opened. Wait a moment.</source>
        <translation>正在打开 tun。请稍候。</translation>
    </message>
    <message>
        <source>The tun cannot be chosen now. Wait for the end of the run, or start first.</source>
        <translation>现在不能选择 tun。请等待本轮结束，或先启动。</translation>
    </message>
    <message>
        <source>There is no tun to send into. Choose or create one first.</source>
        <translation>没有可以写入的 tun。请先选择或创建一个。</translation>
    </message>
    <message>
        <source>%1 was deleted. Create it again to send into it.</source>
        <translation>%1 已被删除。请重新创建后再写入。</translation>
    </message>
    <message>
        <source>The tun was closed before the first ping.</source>
        <translation>tun 在第一个 ping 之前就被关闭了。</translation>
    </message>
    <message>
        <source>The tun was closed from the other side. Start the lab again.</source>
        <translation>tun 被另一端关闭。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>The tun could not be written to: its device is down. Set it up again and repeat the ping.</source>
        <translation>无法写入 tun：其接口未启用。请重新启用它，再发送 ping。</translation>
    </message>
    <message>
        <source>The tun could not be written to: %e1. Start the lab again.</source>
        <translation>无法写入 tun：%e1。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>The tun could not be read: its device is down. Set it up again and repeat the ping.</source>
        <translation>无法读取 tun：其接口未启用。请重新启用它，再发送 ping。</translation>
    </message>
    <message>
        <source>The tun could not be read: %e1. Start the lab again.</source>
        <translation>无法读取 tun：%e1。请重新启动实验环境。</translation>
    </message>
    <message>
        <source>Rules, connections and frames are not reported in this run: it is one of more than 100 pings less than 1 ms apart, which they would slow down.</source>
        <translation>本轮不报告规则、连接和帧：它有 100 个以上的 ping，间隔不足 1 ms，报告会拖慢它们。</translation>
    </message>
    <message>
        <source>The destination is no address. Give one like 203.0.113.29.</source>
        <translation>目的地址不是有效地址。请给出例如 203.0.113.29 的地址。</translation>
    </message>
    <message>
        <source>The source is no address. Give one like 192.168.69.1.</source>
        <translation>源地址不是有效地址。请给出例如 192.168.69.1 的地址。</translation>
    </message>
    <message>
        <source>The source is an address of the other family. Give two IPv4 or two IPv6 addresses.</source>
        <translation>源地址属于另一地址族。请给出两个 IPv4 或两个 IPv6 地址。</translation>
    </message>
    <message>
        <source>More than 60 further addresses cannot be traced. Leave some out.</source>
        <translation>附加地址最多只能跟踪 60 个。请去掉一些。</translation>
    </message>
    <message>
        <source>The size of the fragments cannot be used. Give a multiple of 8 from 8 to 1448.</source>
        <translation>分片大小不可用。请给出 8 到 1448 之间的 8 的倍数。</translation>
    </message>
    <message>
        <source>A packet that must not be fragmented cannot be sent in fragments. Choose one.</source>
        <translation>不得分片的数据包不能以分片发送。请二选一。</translation>
    </message>
    <message>
        <source>No source address is known from which %1 can be asked there: there is no way to it, or only the namespace&apos;s root may look. Give one.</source>
        <translation>找不到可从那里向 %1 发送探测包的源地址：没有到它的路由，或只有该命名空间的 root 才能查看。请给出一个源地址。</translation>
    </message>
    <message>
        <source>--prepare runs commands in a lab only: nothing of this machine is changed.</source>
        <translation>--prepare 只在实验环境中执行命令：本机不会有任何更改。</translation>
    </message>
    <message>
        <source>Give one of --lab, --host and --netns.</source>
        <translation>--lab、--host 和 --netns 只能给出一个。</translation>
    </message>
    <message>
        <source>On a machine that is no lab, probes are sent by ordinary sockets: no fragments, no wrong checksums, and of TCP whole connections only.</source>
        <translation>在非实验环境的机器上，探测包由普通套接字发送：不能分片，不能有错误的校验和，TCP 只能是完整的连接。</translation>
    </message>
    <message>
        <source>The network namespace %1 cannot be entered: %e.</source>
        <translation>无法进入网络命名空间 %1：%e。</translation>
    </message>
    <message>
        <source>It takes CAP_SYS_ADMIN: run the same command with sudo. For a container of your own that runs without root, give the PID of a process in it.</source>
        <translation>这需要 CAP_SYS_ADMIN：请用 sudo 执行同一命令。若是自己的、不以 root 运行的容器，请给出其中某个进程的 PID。</translation>
    </message>
    <message>
        <source>Give a name that `ip netns` lists, a file such as /proc/PID/ns/net, or the PID of a process in it.</source>
        <translation>请给出 `ip netns` 列出的名称、/proc/PID/ns/net 这样的文件，或其中某个进程的 PID。</translation>
    </message>
    <message>
        <source>The TCP flags cannot be used. Give those of 1 to 16 packets.</source>
        <translation>TCP 标志不可用。请给出 1 到 16 个数据包的标志。</translation>
    </message>
    <message>
        <source>--tcp-flags %1 names no TCP flags. Give fin, syn, rst, psh, ack, urg, ece and cwr, joined by commas, or none.</source>
        <translation>--tcp-flags %1 不是 TCP 标志。请给出 fin、syn、rst、psh、ack、urg、ece、cwr，用逗号连接，或给出 none。</translation>
    </message>
    <message>
        <source>Only TCP has such flags. Choose the protocol tcp.</source>
        <translation>只有 TCP 才有这些标志。请选择协议 tcp。</translation>
    </message>
    <message>
        <source>Only a TCP SYN opens a connection. Choose the protocol tcp and no other flags.</source>
        <translation>只有 TCP SYN 才能建立连接。请选择协议 tcp，且不要给出其他标志。</translation>
    </message>
    <message>
        <source>Behind a device no socket can go on with a connection. Send it from the tun or from this machine.</source>
        <translation>在接口的另一侧，没有套接字能继续该连接。请从 tun 或本机发送。</translation>
    </message>
    <message>
        <source>The device cannot be used. Give a name of 1 to 15 bytes, for example eth0.</source>
        <translation>该接口不可用。请给出 1 到 15 字节的名称，例如 eth0。</translation>
    </message>
    <message>
        <source>The count is out of range. Give a number from 1 to 1000000.</source>
        <translation>数量超出范围。请给出 1 到 1000000 之间的数。</translation>
    </message>
    <message>
        <source>The interval is out of range. Give 0 to 3600 seconds.</source>
        <translation>间隔超出范围。请给出 0 到 3600 秒。</translation>
    </message>
    <message>
        <source>The timeout is out of range. Give more than 0 and at most 60 seconds.</source>
        <translation>超时超出范围。请给出大于 0、不超过 60 的秒数。</translation>
    </message>
    <message>
        <source>The payload is too long. At most %1 bytes fit into one packet; more only in fragments.</source>
        <translation>载荷过长。一个数据包最多容纳 %1 字节；更多只能分片发送。</translation>
    </message>
    <message>
        <source>The payload is too long. At most %1 bytes fit into one packet.</source>
        <translation>载荷过长。一个数据包最多容纳 %1 字节。</translation>
    </message>
    <message>
        <source>The TTL is out of range. Give a number from 1 to 255.</source>
        <translation>TTL 超出范围。请给出 1 到 255 之间的数。</translation>
    </message>
    <message>
        <source>IPv6 headers have no checksum that could be wrong. Damage the transport&apos;s instead.</source>
        <translation>IPv6 头部没有可以出错的校验和。请改为破坏传输层的校验和。</translation>
    </message>
    <message>
        <source>There is no file &quot;%1&quot;. Check its name.</source>
        <translation>没有文件“%1”。请检查文件名。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; may not be read by you. Change its permissions, or read it as root and pipe it in.</source>
        <translation>无权读取“%1”。请更改其权限，或以 root 身份读取后通过管道传入。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a directory. Name a log file in it.</source>
        <translation>“%1”是目录。请指定其中的一个日志文件。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be read: %e.</source>
        <translation>无法读取“%1”：%e。</translation>
    </message>
    <message>
        <source>Standard input cannot be read: %e.</source>
        <translation>无法读取标准输入：%e。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is empty. Save a kernel log into it first, for example with dmesg.</source>
        <translation>“%1”是空的。请先将内核日志保存到其中，例如用 dmesg。</translation>
    </message>
    <message>
        <source>Standard input is empty. Save a kernel log into it first, for example with dmesg.</source>
        <translation>标准输入是空的。请先将内核日志保存到其中，例如用 dmesg。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; gives nothing but zero bytes, so it is no log.</source>
        <translation>“%1”中全是零字节，因此不是日志。</translation>
    </message>
    <message>
        <source>Standard input gives nothing but zero bytes, so it is no log.</source>
        <translation>标准输入中全是零字节，因此不是日志。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has a line of more than 16 MiB, so it is no log.</source>
        <translation>“%1”中有一行超过 16 MiB，因此不是日志。</translation>
    </message>
    <message>
        <source>Standard input has a line of more than 16 MiB, so it is no log.</source>
        <translation>标准输入中有一行超过 16 MiB，因此不是日志。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; has more than %2 MiB, too much for this machine&apos;s memory. Read a part of it, for example its end: tail -c 500M.</source>
        <translation>“%1”超过 %2 MiB，本机内存容纳不下。请只读取一部分，例如末尾：tail -c 500M。</translation>
    </message>
    <message>
        <source>Standard input has more than %1 MiB, too much for this machine&apos;s memory. Read a part of it, for example its end: tail -c 500M.</source>
        <translation>标准输入超过 %1 MiB，本机内存容纳不下。请只读取一部分，例如末尾：tail -c 500M。</translation>
    </message>
    <message>
        <source>%1 holds no line of netfilter&apos;s LOG target (none has IN= and OUT=). Save a log with: dmesg &gt; saved.log. What is otherwise packed or binary must be made text first.</source>
        <translation>%1 中没有 netfilter 的 LOG 目标写出的行（没有一行含 IN= 和 OUT=）。请这样保存日志：dmesg &gt; saved.log。以其他方式压缩的或二进制的内容，须先转为文本。</translation>
    </message>
    <message>
        <source>There is not enough memory to read %1. Read a part of it, for example its end: tail -c 500M.</source>
        <translation>内存不足，无法读取 %1。请只读取一部分，例如末尾：tail -c 500M。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was emptied or rewritten while it was read. What was read until then is shown; read it again to see what it holds now.</source>
        <translation>“%1”在读取过程中被清空或改写。显示的是此前读到的内容；重新读取可查看现在的内容。</translation>
    </message>
    <message>
        <source>%1 cannot be written: %e. Choose another folder or name.</source>
        <translation>无法写入 %1：%e。请换一个文件夹或文件名。</translation>
    </message>
    <message>
        <source>%1 cannot be written: It is no plain file. Choose another folder or name.</source>
        <translation>无法写入 %1：它不是普通文件。请换一个文件夹或文件名。</translation>
    </message>
    <message>
        <source>Standard output cannot be written: %e. Choose another folder or name.</source>
        <translation>无法写入标准输出：%e。请换一个文件夹或文件名。</translation>
    </message>
    <message>
        <source>forwarding off</source>
        <translation>转发未开</translation>
    </message>
    <message>
        <source>no route</source>
        <translation>无路由</translation>
    </message>
    <message>
        <source>blackhole route</source>
        <translation>blackhole 路由</translation>
    </message>
    <message>
        <source>unreachable route</source>
        <translation>unreachable 路由</translation>
    </message>
    <message>
        <source>prohibit route</source>
        <translation>prohibit 路由</translation>
    </message>
    <message>
        <source>reverse path filter</source>
        <translation>反向路径过滤</translation>
    </message>
    <message>
        <source>martian source</source>
        <translation>martian 源地址</translation>
    </message>
    <message>
        <source>martian destination</source>
        <translation>martian 目的地址</translation>
    </message>
    <message>
        <source>rule dropped it</source>
        <translation>被规则丢弃</translation>
    </message>
    <message>
        <source>rule rejected it</source>
        <translation>被规则拒绝</translation>
    </message>
    <message>
        <source>policy dropped it</source>
        <translation>被默认策略丢弃</translation>
    </message>
    <message>
        <source>invalid, dropped</source>
        <translation>INVALID，丢弃</translation>
    </message>
    <message>
        <source>queue without reader</source>
        <translation>队列无人读取</translation>
    </message>
    <message>
        <source>held by a queue</source>
        <translation>滞留于队列</translation>
    </message>
    <message>
        <source>taken by a target</source>
        <translation>被目标取走</translation>
    </message>
    <message>
        <source>redirect, dropped</source>
        <translation>重定向，丢弃</translation>
    </message>
    <message>
        <source>TPROXY, no local route</source>
        <translation>TPROXY，无本地路由</translation>
    </message>
    <message>
        <source>IPsec policy</source>
        <translation>IPsec 策略</translation>
    </message>
    <message>
        <source>echo requests ignored</source>
        <translation>忽略回显请求</translation>
    </message>
    <message>
        <source>next hop silent</source>
        <translation>下一跳无响应</translation>
    </message>
    <message>
        <source>NAT port taken</source>
        <translation>NAT 端口被占</translation>
    </message>
    <message>
        <source>untracked, no NAT</source>
        <translation>未跟踪，无 NAT</translation>
    </message>
    <message>
        <source>answered past here</source>
        <translation>应答未经本机</translation>
    </message>
    <message>
        <source>for another host</source>
        <translation>发给其他主机</translation>
    </message>
    <message>
        <source>source not rewritten</source>
        <translation>源地址未改写</translation>
    </message>
    <message>
        <source>peer silent</source>
        <translation>对端无响应</translation>
    </message>
    <message>
        <source>peer refused</source>
        <translation>对端拒绝</translation>
    </message>
    <message>
        <source>larger than the MTU</source>
        <translation>超过 MTU</translation>
    </message>
    <message>
        <source>bad checksum</source>
        <translation>校验和错误</translation>
    </message>
    <message>
        <source>device down</source>
        <translation>接口未启用</translation>
    </message>
    <message>
        <source>conntrack full</source>
        <translation>conntrack 已满</translation>
    </message>
    <message>
        <source>tun not open</source>
        <translation>tun 未打开</translation>
    </message>
    <message>
        <source>no listener</source>
        <translation>无程序监听</translation>
    </message>
    <message>
        <source>malformed</source>
        <translation>格式错误</translation>
    </message>
    <message>
        <source>not explained</source>
        <translation>原因不明</translation>
    </message>
    <message>
        <source>lines lost</source>
        <translation>日志行丢失</translation>
    </message>
    <message>
        <source>known</source>
        <translation>已知</translation>
    </message>
    <message>
        <source>not watched</source>
        <translation>未监视</translation>
    </message>
    <message>
        <source>other chain</source>
        <translation>其他链</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已确定</translation>
    </message>
    <message>
        <source>error</source>
        <translation>差错</translation>
    </message>
    <message>
        <source>notrack</source>
        <translation>notrack</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>invalid</translation>
    </message>
    <message>
        <source>no conntrack</source>
        <translation>无 conntrack</translation>
    </message>
    <message>
        <source>died before</source>
        <translation>此前已终止</translation>
    </message>
    <message>
        <source>other path</source>
        <translation>其他路径</translation>
    </message>
    <message>
        <source>no chain</source>
        <translation>无链</translation>
    </message>
    <message>
        <source>bridged</source>
        <translation>桥接</translation>
    </message>
    <message>
        <source>not logged</source>
        <translation>未记录</translation>
    </message>
    <message>
        <source>not seen</source>
        <translation>未见</translation>
    </message>
    <message>
        <source>INPUT sees packets for this machine; this one was passed on.</source>
        <translation>INPUT 看到的是发给本机的数据包；这个数据包被转发了。</translation>
    </message>
    <message>
        <source>OUTPUT sees packets made on this machine; this one came from outside.</source>
        <translation>OUTPUT 看到的是本机产生的数据包；这个数据包来自外部。</translation>
    </message>
    <message>
        <source>The packet was for this machine, so it did not come to %1.</source>
        <translation>数据包是发给本机的，因此没有到达 %1。</translation>
    </message>
    <message>
        <source>The packet was made on this machine, so it did not come to %1.</source>
        <translation>数据包是本机产生的，因此没有到达 %1。</translation>
    </message>
    <message>
        <source>The packet stayed on this machine: nothing was forwarded.</source>
        <translation>数据包没有离开本机：没有发生转发。</translation>
    </message>
    <message>
        <source>The bridge %1 passed it from its port %2 to its port %3: nothing was routed.</source>
        <translation>网桥 %1 将它从端口 %2 传到端口 %3：没有经过路由。</translation>
    </message>
    <message>
        <source>An ICMP error belongs to the connection it quotes, so %1 is not run.</source>
        <translation>ICMP 差错属于它所引用的连接，因此不执行 %1。</translation>
    </message>
    <message>
        <source>A rule of raw told conntrack to leave it alone (NOTRACK), and without it nat is not run.</source>
        <translation>raw 表的一条规则让 conntrack 不理会它（NOTRACK），而没有连接跟踪就不执行 nat。</translation>
    </message>
    <message>
        <source>The packet was made here and came in again by lo: what nat does with its connection was settled on the way out, so %1 is not run.</source>
        <translation>数据包由本机产生，又从 lo 进来：nat 如何处理其连接，在出去的路上已经确定，因此不执行 %1。</translation>
    </message>
    <message>
        <source>The first packet of the connection settled what nat does with it, so %1 is not run, though conntrack calls the connection new until an answer comes.</source>
        <translation>nat 如何处理该连接，已由其首个数据包确定，因此不执行 %1，尽管在应答到来之前 conntrack 仍称该连接为 NEW。</translation>
    </message>
    <message>
        <source>Another nat chain of the hook decided before, so %1 was not asked.</source>
        <translation>该钩子上的另一条 nat 链已先作出决定，因此没有询问 %1。</translation>
    </message>
    <message>
        <source>It had none of the watched addresses until NAT gave it one: whether %1 was run was not watched.</source>
        <translation>在 NAT 改写其地址之前，它的地址都不在监视之列：%1 是否执行过，没有监视到。</translation>
    </message>
    <message>
        <source>The bridge %1 forwards it from port to port: it is not routed.</source>
        <translation>网桥 %1 在端口之间转发它：不经过路由。</translation>
    </message>
    <message>
        <source>Not seen.</source>
        <translation>未见。</translation>
    </message>
    <message>
        <source>Whether %1 was run is not known.</source>
        <translation>不知道 %1 是否执行过。</translation>
    </message>
    <message>
        <source>conntrack could make no sense of it (state INVALID), so it belongs to no connection and nat is not run.</source>
        <translation>conntrack 无法理解它（状态为 INVALID），因此它不属于任何连接，也不执行 nat。</translation>
    </message>
    <message>
        <source>No packet of this log entered a nat chain: nothing switched connection tracking on, and without it nat is not run.</source>
        <translation>此日志中没有数据包进入 nat 链：没有什么启用了连接跟踪，而没有它就不执行 nat。</translation>
    </message>
    <message>
        <source>The connection is already known: %1 is run for its first packet only.</source>
        <translation>连接已知：%1 只对其首个数据包执行。</translation>
    </message>
    <message>
        <source>The connection is already known: %1 is run for its first packet only, and this is a reply.</source>
        <translation>连接已知：%1 只对其首个数据包执行，而这是回包。</translation>
    </message>
    <message>
        <source>It was dropped, before it could come here.</source>
        <translation>它在到达这里之前已被丢弃。</translation>
    </message>
    <message>
        <source>It was dropped at the routing decision, before it could come here.</source>
        <translation>它在到达这里之前，已在路由判断处被丢弃。</translation>
    </message>
    <message>
        <source>It was dropped at %1, before it could come here.</source>
        <translation>它在到达这里之前，已在 %1 被丢弃。</translation>
    </message>
    <message>
        <source>It was taken at %1, before it could come here.</source>
        <translation>它在到达这里之前，已在 %1 被取走。</translation>
    </message>
    <message>
        <source>Nothing is registered at %1, so the kernel passes it by.</source>
        <translation>%1 处没有注册任何链，因此内核直接略过。</translation>
    </message>
    <message>
        <source>No line of this log comes from %1, so nothing is known about it.</source>
        <translation>此日志中没有来自 %1 的行，因此对它一无所知。</translation>
    </message>
    <message>
        <source>The log does not tell how far the packet went.</source>
        <translation>日志没有说明数据包走到了哪里。</translation>
    </message>
    <message>
        <source>conntrack rewrites</source>
        <translation>conntrack 改写</translation>
    </message>
    <message>
        <source>Routing decision</source>
        <translation>路由判断</translation>
    </message>
    <message>
        <source>Reroute check</source>
        <translation>重新路由检查</translation>
    </message>
    <message>
        <source>Local process</source>
        <translation>本地进程</translation>
    </message>
    <message>
        <source>Received from the wire</source>
        <translation>从链路收到</translation>
    </message>
    <message>
        <source>Out on the wire</source>
        <translation>发到链路上</translation>
    </message>
    <message>
        <source>Written to the tun</source>
        <translation>写入 tun</translation>
    </message>
    <message>
        <source>Read from the tun</source>
        <translation>从 tun 读出</translation>
    </message>
    <message>
        <source>Base chain</source>
        <translation>基本链</translation>
    </message>
    <message>
        <source>Place not known</source>
        <translation>位置未知</translation>
    </message>
    <message>
        <source>The first table to see a packet that comes in, before connection tracking. Rules here take packets out of tracking (NOTRACK) or drop a flood at the lowest cost.</source>
        <translation>最先看到进入数据包的表，在连接跟踪之前。这里的规则可使数据包不被跟踪（NOTRACK），或以最低的开销丢弃洪泛流量。</translation>
    </message>
    <message>
        <source>Connection tracking finds the connection that the packet belongs to, begins a new one, or calls it INVALID. It is no table and takes no rules; later rules ask for its answer with --ctstate.</source>
        <translation>连接跟踪找到数据包所属的连接，或新建一个连接，或将其判为 INVALID。它不是表，也没有规则；后面的规则用 --ctstate 查询其结果。</translation>
    </message>
    <message>
        <source>Changes headers and marks of everything that comes in, before address translation and routing. A mark set here can choose the routing table.</source>
        <translation>在地址转换和路由之前，修改所有进入的数据包的头部和标记。在这里设置的标记可用来选择路由表。</translation>
    </message>
    <message>
        <source>Picks a new destination (DNAT, REDIRECT) before routing, so that the route follows it. Only the first packet of a connection comes here; conntrack treats the others alike.</source>
        <translation>在路由之前选定新的目的地址（DNAT、REDIRECT），使路由据此选择。只有连接的首个数据包到这里来；其余的由 conntrack 照样处理。</translation>
    </message>
    <message>
        <source>Connection tracking applies a mapping that it knows, at nat&apos;s priority, without running a nat chain. A reply to a masqueraded packet gets its real destination back here, before routing.</source>
        <translation>连接跟踪在 nat 的优先级上应用已知的映射，不执行 nat 链。经过伪装的数据包，其回包在路由之前于此恢复真正的目的地址。</translation>
    </message>
    <message>
        <source>Is the packet for this machine (INPUT) or for another (FORWARD)? No route, forwarding off, a failed reverse path check or a used-up TTL end it here, in no chain at all.</source>
        <translation>数据包是发给本机（INPUT）还是发给其他主机（FORWARD）？没有路由、转发未开启、反向路径检查失败或 TTL 耗尽，都会使它止于此处，而不在任何链中。</translation>
    </message>
    <message>
        <source>Changes headers and marks of packets for this machine, after routing and before filter INPUT decides.</source>
        <translation>修改发给本机的数据包的头部和标记，在路由之后、filter INPUT 作出决定之前。</translation>
    </message>
    <message>
        <source>Decides what may reach the programs of this machine: the usual home of a host firewall. Packets that only pass through never come here.</source>
        <translation>决定哪些数据包可以到达本机的程序：主机防火墙通常就在这里。只是路过的数据包从不到这里来。</translation>
    </message>
    <message>
        <source>Sets labels for mandatory access control such as SELinux (SECMARK). It runs after filter, so that only packets which filter let through are labelled.</source>
        <translation>为 SELinux 等强制访问控制设置标签（SECMARK）。它在 filter 之后执行，因此只有 filter 放行的数据包才会打上标签。</translation>
    </message>
    <message>
        <source>Can give a connection to this machine another source address (SNAT) just before delivery. Only the connection&apos;s first packet comes here.</source>
        <translation>可以在送达之前，为到本机的连接换一个源地址（SNAT）。只有连接的首个数据包到这里来。</translation>
    </message>
    <message>
        <source>Connection tracking applies the source mapping that the connection&apos;s first packet got in nat INPUT, without running the chain again.</source>
        <translation>连接跟踪应用连接的首个数据包在 nat INPUT 中得到的源地址映射，不再执行该链。</translation>
    </message>
    <message>
        <source>Changes headers and marks of packets that pass through, before filter FORWARD decides. The TTL is already one lower. Clamping the TCP MSS is the classic use.</source>
        <translation>修改路过的数据包的头部和标记，在 filter FORWARD 作出决定之前。TTL 已经减一。典型用途是限制 TCP MSS。</translation>
    </message>
    <message>
        <source>Decides what this machine passes on from one network to another: the heart of a router&apos;s firewall. Packets from or to the machine itself never come here.</source>
        <translation>决定本机将哪些数据包从一个网络转发到另一个网络：路由器防火墙的核心。来自本机或发给本机的数据包从不到这里来。</translation>
    </message>
    <message>
        <source>Sets labels for mandatory access control (SECMARK) on packets that pass through. It runs after filter, so that only what filter let through is labelled.</source>
        <translation>为强制访问控制给路过的数据包设置标签（SECMARK）。它在 filter 之后执行，因此只有 filter 放行的才会打上标签。</translation>
    </message>
    <message>
        <source>A socket on this machine. What is delivered ends here, and what the machine sends itself starts here, the kernel&apos;s own ICMP errors and answers included.</source>
        <translation>本机上的一个套接字。送达的数据包在此终止，本机自己发送的数据包由此开始，包括内核自身的 ICMP 差错和应答。</translation>
    </message>
    <message>
        <source>Before OUTPUT, the kernel chooses route, device and, where the program left it open, the source address of a packet made here.</source>
        <translation>在 OUTPUT 之前，内核为本机产生的数据包选择路由和接口；如果程序没有指定源地址，也一并选择。</translation>
    </message>
    <message>
        <source>The first table for packets that this machine makes, before connection tracking. Rules here take packets out of tracking (NOTRACK).</source>
        <translation>最先看到本机所产生数据包的表，在连接跟踪之前。这里的规则可使数据包不被跟踪（NOTRACK）。</translation>
    </message>
    <message>
        <source>Connection tracking finds or begins the connection of a packet made here. It is no table and takes no rules; later rules ask for its answer with --ctstate.</source>
        <translation>连接跟踪为本机产生的数据包找到或新建连接。它不是表，也没有规则；后面的规则用 --ctstate 查询其结果。</translation>
    </message>
    <message>
        <source>Changes headers and marks of packets made here. A changed mark, TOS or address makes the kernel look the route up once more.</source>
        <translation>修改本机产生的数据包的头部和标记。标记、TOS 或地址有改变时，内核会再次查找路由。</translation>
    </message>
    <message>
        <source>Picks a new destination (DNAT, REDIRECT) for connections that this machine opens. Only the first packet of a connection comes here.</source>
        <translation>为本机建立的连接选定新的目的地址（DNAT、REDIRECT）。只有连接的首个数据包到这里来。</translation>
    </message>
    <message>
        <source>Connection tracking applies a mapping that it knows to a packet made here, at nat&apos;s priority, without running a nat chain.</source>
        <translation>连接跟踪在 nat 的优先级上，对本机产生的数据包应用已知的映射，不执行 nat 链。</translation>
    </message>
    <message>
        <source>Decides what the programs of this machine may send. Packets that only pass through never come here.</source>
        <translation>决定本机的程序可以发送什么。只是路过的数据包从不到这里来。</translation>
    </message>
    <message>
        <source>Sets labels for mandatory access control (SECMARK) on packets made here. It runs after filter, so that only what filter let through is labelled.</source>
        <translation>为强制访问控制给本机产生的数据包设置标签（SECMARK）。它在 filter 之后执行，因此只有 filter 放行的才会打上标签。</translation>
    </message>
    <message>
        <source>Where mangle or nat OUTPUT changed the mark, the TOS or an address, the first route may be wrong: the kernel looks it up again.</source>
        <translation>如果 mangle 或 nat OUTPUT 改变了标记、TOS 或地址，最初的路由可能不再正确：内核会重新查找。</translation>
    </message>
    <message>
        <source>Changes headers and marks of everything about to leave, forwarded or made here. The last chain that every leaving packet meets.</source>
        <translation>修改所有即将离开的数据包的头部和标记，无论是转发的还是本机产生的。这是每个离开的数据包都会经过的最后一条链。</translation>
    </message>
    <message>
        <source>Picks a new source (SNAT, MASQUERADE) for a connection; only its first packet comes here. A line logged here still shows the old source: the rewrite comes after the chain.</source>
        <translation>为连接选定新的源地址（SNAT、MASQUERADE）；只有其首个数据包到这里来。在这里记录的日志行仍显示旧的源地址：改写发生在这条链之后。</translation>
    </message>
    <message>
        <source>Connection tracking writes the mapped address into the packet, last before it leaves. No line of the kernel log shows it any more; a capture on the wire does.</source>
        <translation>连接跟踪将映射后的地址写入数据包，这是离开前的最后一步。内核日志中不再有哪一行能显示它；在链路上抓包则可以看到。</translation>
    </message>
    <message>
        <source>A network device hands the packet to the kernel. One with a damaged IP header checksum is thrown away before any hook sees it.</source>
        <translation>网络接口将数据包交给内核。IP 头部校验和损坏的数据包，在任何钩子看到之前就被扔掉。</translation>
    </message>
    <message>
        <source>The packet leaves through a network device, past the last chain. Others see it with the addresses that it has now.</source>
        <translation>数据包经网络接口离开，已过最后一条链。外界看到的就是它此时的地址。</translation>
    </message>
    <message>
        <source>A program wrote the packet to the tun&apos;s file descriptor. The kernel takes it as if a wire had brought it, and walks it all the way before write() returns.</source>
        <translation>程序将数据包写入 tun 的文件描述符。内核把它当作从链路上收到的，并在 write() 返回之前让它走完全程。</translation>
    </message>
    <message>
        <source>The kernel routed the packet to the tun: instead of going onto a wire, it is read by the program that holds the file descriptor.</source>
        <translation>内核将数据包路由到 tun：它不会发到链路上，而是由持有该文件描述符的程序读取。</translation>
    </message>
    <message>
        <source>A base chain of the ruleset that belongs to none of iptables&apos; tables. The kernel runs all base chains of a hook in the order of their priorities.</source>
        <translation>规则集中的一条基本链，不属于 iptables 的任何一个表。内核按优先级的顺序执行同一钩子上的所有基本链。</translation>
    </message>
    <message>
        <source>frame in</source>
        <translation>收到帧</translation>
    </message>
    <message>
        <source>frame out</source>
        <translation>发出帧</translation>
    </message>
    <message>
        <source>read back</source>
        <translation>已读回</translation>
    </message>
    <message>
        <source>seen</source>
        <translation>已见</translation>
    </message>
    <message>
        <source>stopped here</source>
        <translation>止于此处</translation>
    </message>
    <message>
        <source>%1 rewritten</source>
        <translation>%1 已改写</translation>
    </message>
    <message>
        <source>to %1</source>
        <translation>到 %1</translation>
    </message>
    <message>
        <source>to this machine</source>
        <translation>去往本机</translation>
    </message>
    <message>
        <source>by %1</source>
        <translation>经 %1</translation>
    </message>
    <message>
        <source>connection known</source>
        <translation>连接已知</translation>
    </message>
    <message>
        <source>inferred</source>
        <translation>推断</translation>
    </message>
    <message>
        <source>%1, by rule %2</source>
        <translation>%1，规则 %2</translation>
    </message>
    <message>
        <source>%1, by rule %2 of %3 %4</source>
        <translation>%1，%3 %4 的规则 %2</translation>
    </message>
    <message>
        <source>%1, by a rule</source>
        <translation>%1，某条规则</translation>
    </message>
    <message>
        <source>%1, by a rule of %3 %4</source>
        <translation>%1，%3 %4 的某条规则</translation>
    </message>
    <message>
        <source>%1, by the policy</source>
        <translation>%1，默认策略</translation>
    </message>
    <message>
        <source>%1, by the policy of %3 %4</source>
        <translation>%1，%3 %4 的默认策略</translation>
    </message>
    <message>
        <source>%1 by %w2</source>
        <translation>%1（%w2）</translation>
    </message>
    <message>
        <source>rule %1</source>
        <translation>规则 %1</translation>
    </message>
    <message>
        <source>policy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>frame at %1 (in)</source>
        <translation>%1 处的帧（入）</translation>
    </message>
    <message>
        <source>frame at %1 (out)</source>
        <translation>%1 处的帧（出）</translation>
    </message>
    <message>
        <source>read from the tun fd</source>
        <translation>从 tun fd 读出</translation>
    </message>
    <message>
        <source>line %1 of the log</source>
        <translation>日志第 %1 行</translation>
    </message>
    <message>
        <source>kernel log record %1</source>
        <translation>内核日志记录 %1</translation>
    </message>
    <message>
        <source>%1. %2</source>
        <translation>%1。%2</translation>
    </message>
    <message>
        <source>Parts of the line are damaged and left out.</source>
        <translation>该行有损坏的部分，已略去。</translation>
    </message>
    <message>
        <source>Another packet of the same look was under way: the line may be that one&apos;s.</source>
        <translation>当时还有另一个看起来相同的数据包：该行也可能属于它。</translation>
    </message>
    <message>
        <source>The first line has no IN=: it was made on this machine.</source>
        <translation>第一行没有 IN=：它由本机产生。</translation>
    </message>
    <message>
        <source>IN=lo: it was made on this machine.</source>
        <translation>IN=lo：它由本机产生。</translation>
    </message>
    <message>
        <source>IN=%1 on the first line.</source>
        <translation>第一行有 IN=%1。</translation>
    </message>
    <message>
        <source>IN=%1 on the first line: a program wrote it to the tun fd.</source>
        <translation>第一行有 IN=%1：程序将它写入了 tun fd。</translation>
    </message>
    <message>
        <source>OUT=%1 is chosen before OUTPUT.</source>
        <translation>OUT=%1 在 OUTPUT 之前选定。</translation>
    </message>
    <message>
        <source>INPUT follows: the destination is this machine.</source>
        <translation>接着是 INPUT：目的地是本机。</translation>
    </message>
    <message>
        <source>OUT=%1 was chosen.</source>
        <translation>选定了 OUT=%1。</translation>
    </message>
    <message>
        <source>OUT=%1 was chosen and the TTL is one lower.</source>
        <translation>选定了 OUT=%1，TTL 减了一。</translation>
    </message>
    <message>
        <source>The device changed after OUTPUT.</source>
        <translation>OUTPUT 之后接口改变了。</translation>
    </message>
    <message>
        <source>nftrace tells that it was run.</source>
        <translation>nftrace 表明它已执行。</translation>
    </message>
    <message>
        <source>Nothing but the trace point is registered here.</source>
        <translation>此处只注册了跟踪点。</translation>
    </message>
    <message>
        <source>Other packets were reported here and this one was seen further on: its line is missing from the log.</source>
        <translation>此处报告过其他数据包，而这个数据包在后面又被看到：日志中缺少它的行。</translation>
    </message>
    <message>
        <source>nftrace: the state of the packet is %1.</source>
        <translation>nftrace：数据包的状态是 %1。</translation>
    </message>
    <message>
        <source>conntrack told of its connection.</source>
        <translation>conntrack 报告了它的连接。</translation>
    </message>
    <message>
        <source>nat chains appear in this log, and they run only with conntrack.</source>
        <translation>此日志中出现了 nat 链，而它们只有在有 conntrack 时才执行。</translation>
    </message>
    <message>
        <source>A rule of %1 chose this mapping and conntrack remembers it.</source>
        <translation>%1 的一条规则选定了此映射，conntrack 记住了它。</translation>
    </message>
    <message>
        <source>conntrack rewrites it at the nat priority. Lines are missing there: whether %1 was run is not known.</source>
        <translation>conntrack 在 nat 优先级上改写它。那里缺少日志行：不知道 %1 是否执行过。</translation>
    </message>
    <message>
        <source>conntrack rewrites a packet of a known connection at the nat priority, without running a nat chain.</source>
        <translation>conntrack 在 nat 优先级上改写已知连接的数据包，不执行 nat 链。</translation>
    </message>
    <message>
        <source>The reply came to %1, so that was the source on the wire.</source>
        <translation>回包到了 %1，因此那就是链路上的源地址。</translation>
    </message>
    <message>
        <source>The frame at %1 has the new address, as a rule of nat POSTROUTING chose it.</source>
        <translation>%1 处的帧带有新地址，由 nat POSTROUTING 的一条规则选定。</translation>
    </message>
    <message>
        <source>The frame at %1 has the new address; no nat chain was run, conntrack knows the mapping.</source>
        <translation>%1 处的帧带有新地址；没有执行 nat 链，conntrack 知道该映射。</translation>
    </message>
    <message>
        <source>The frame at %1 has the new address; whether a nat chain was run is not known, lines are missing there.</source>
        <translation>%1 处的帧带有新地址；不知道是否执行过 nat 链，那里缺少日志行。</translation>
    </message>
    <message>
        <source>PHYSOUT=%1: it left by that port of the bridge.</source>
        <translation>PHYSOUT=%1：它从网桥的该端口离开。</translation>
    </message>
    <message>
        <source>A hint (%1), no proof: logged in %2, verdict %3.</source>
        <translation>只是线索（%1），不是证据：记录于 %2，判决为 %3。</translation>
    </message>
    <message>
        <source>A hint (%1), no proof: logged in %2.</source>
        <translation>只是线索（%1），不是证据：记录于 %2。</translation>
    </message>
    <message>
        <source>A hint (%1), no proof: verdict %2.</source>
        <translation>只是线索（%1），不是证据：判决为 %2。</translation>
    </message>
    <message>
        <source>The line names the hook: %1.</source>
        <translation>该行指明了钩子：%1。</translation>
    </message>
    <message>
        <source>OUT=%1 on the last line.</source>
        <translation>最后一行有 OUT=%1。</translation>
    </message>
    <message>
        <source>The program read it back from the tun fd: %1 → %2, %3 bytes, TTL %4.</source>
        <translation>程序从 tun fd 读回了它：%1 → %2，%3 字节，TTL %4。</translation>
    </message>
    <message>
        <source>, </source>
        <translation>，</translation>
    </message>
    <message>
        <source>It was dropped by %w1, of iptables-legacy.</source>
        <translation>它被 iptables-legacy 的 %w1 丢弃。</translation>
    </message>
    <message>
        <source>It was rejected by %w1, of iptables-legacy.</source>
        <translation>它被 iptables-legacy 的 %w1 拒绝。</translation>
    </message>
    <message>
        <source>The packets that %w1 decided, of iptables-legacy, rose by %2 meanwhile.</source>
        <translation>其间 iptables-legacy 的 %w1 所判定的数据包增加了 %2 个。</translation>
    </message>
    <message>
        <source>This tells of connections (%1) and of no packet. Known are their addresses before and after NAT (`hookwalk-cli traversals` prints them); which chains and rules their packets met is not.</source>
        <translation>这里只讲到连接（%1 个），没有数据包。已知的是它们在 NAT 前后的地址（`hookwalk-cli traversals` 会打印出来）；它们的数据包经过了哪些链和规则则不知道。</translation>
    </message>
    <message>
        <source>There are no bytes. Write a whole IP packet in hexadecimal, as in 45 00 00 1d.</source>
        <translation>没有字节。请用十六进制写出一个完整的 IP 数据包，例如 45 00 00 1d。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no byte. Write two hexadecimal digits for each.</source>
        <translation>“%1”不是字节。每个字节请写两位十六进制数字。</translation>
    </message>
    <message>
        <source>The first digit is the version of IP: 4 or 6, and not %1 (decimal).</source>
        <translation>第一位是 IP 版本：应为 4 或 6，而不是 %1（十进制）。</translation>
    </message>
    <message>
        <source>The IPv%1 header is not whole: it has %2 bytes or more, and there are %3.</source>
        <translation>IPv%1 头部不完整：至少需要 %2 字节，现有 %3 字节。</translation>
    </message>
    <message>
        <source>These are %1 bytes. At most %2 go into one packet.</source>
        <translation>共 %1 字节。一个数据包最多 %2 字节。</translation>
    </message>
    <message>
        <source>The kernel would complete the header of what a process here sends. Send the bytes from the tun or a device.</source>
        <translation>本机进程发送的数据包，其头部会由内核补全。请从 tun 或某个接口发送这些字节。</translation>
    </message>
    <message>
        <source>Same way, same ending.</source>
        <translation>路径相同，结局相同。</translation>
    </message>
    <message>
        <source>Same way, same ending. Different: %1.</source>
        <translation>路径相同，结局相同。不同之处：%1。</translation>
    </message>
    <message>
        <source>%1 stops at %w3: rule %4 dropped it; %2 went on.</source>
        <translation>%1 停在 %w3：被第 %4 条规则丢弃；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 stops at %w3: rule %4 rejected it; %2 went on.</source>
        <translation>%1 停在 %w3：被第 %4 条规则拒绝；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 stops at %w3: its policy dropped it; %2 went on.</source>
        <translation>%1 停在 %w3：被其默认策略丢弃；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 stops at %w3; %2 went on.</source>
        <translation>%1 停在 %w3；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 has no step after %w2.</source>
        <translation>%1 在 %w2 之后没有步骤。</translation>
    </message>
    <message>
        <source>%1 has no step that %2 has.</source>
        <translation>%1 没有 %2 的任何步骤。</translation>
    </message>
    <message>
        <source>Both left by %1; %2 took %w3 as well.</source>
        <translation>两者都从 %1 发出；%2 还经过了 %w3。</translation>
    </message>
    <message>
        <source>Both ended alike; %1 took %w2 as well.</source>
        <translation>两者结局相同；%1 还经过了 %w2。</translation>
    </message>
    <message>
        <source>%1 took %w3, %2 did not.</source>
        <translation>%1 经过了 %w3，%2 没有。</translation>
    </message>
    <message>
        <source>A begins with %w1, B with %w2.</source>
        <translation>A 从 %w1 开始，B 从 %w2 开始。</translation>
    </message>
    <message>
        <source>A goes to %w1, B to %w2.</source>
        <translation>A 去往 %w1，B 去往 %w2。</translation>
    </message>
    <message>
        <source>%w1: the verdict is %2 for A and %3 for B.</source>
        <translation>%w1：A 的判决为 %2，B 的为 %3。</translation>
    </message>
    <message>
        <source>%w1: %2 is %3 for A and %4 for B.</source>
        <translation>%w1：A 的 %2 为 %3，B 的为 %4。</translation>
    </message>
    <message>
        <source>The same steps; A: %w1, B: %w2.</source>
        <translation>步骤相同；A：%w1，B：%w2。</translation>
    </message>
    <message>
        <source>The locator has &quot;%1&quot; twice. Take one of them away.</source>
        <translation>定位符中“%1”出现了两次。请去掉一个。</translation>
    </message>
    <message>
        <source>In the locator &quot;%1=%2&quot; is no number. Count from 1, as in %1=7.</source>
        <translation>定位符中的“%1=%2”不是数字。请从 1 数起，例如 %1=7。</translation>
    </message>
    <message>
        <source>The locator has a step and no packet. Write packet=, too, as in kern.log#packet=7&amp;step=4.</source>
        <translation>定位符有步骤而没有数据包。请也写上 packet=，例如 kern.log#packet=7&amp;step=4。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say which packet. Write its number behind the file, as in &apos;kern.log#packet=7&apos;.</source>
        <translation>“%1”没有说明是哪个数据包。请在文件名后写上其编号，例如 &apos;kern.log#packet=7&apos;。</translation>
    </message>
    <message>
        <source>%1 has no packet from %2 to %3 of this protocol. Save one with --save of the same probe, or say which it is, as in &apos;%1#packet=1&apos;.</source>
        <translation>%1 中没有此协议从 %2 到 %3 的数据包。请用同一探测包的 --save 保存一个，或指明是哪一个，例如 &apos;%1#packet=1&apos;。</translation>
    </message>
    <message>
        <source>The same as far as both logs show.</source>
        <translation>就两个日志所示，两者相同。</translation>
    </message>
    <message>
        <source>The same as far as both logs show. Different: %1.</source>
        <translation>就两个日志所示，两者相同。不同之处：%1。</translation>
    </message>
    <message>
        <source>In the lines up to %1 nftrace reported fewer sightings than the trace points, so which rules were run on this packet is not known.</source>
        <translation>在第 %1 行之前的各行中，nftrace 报告的观测少于跟踪点，因此不知道对该包执行了哪些规则。</translation>
    </message>
    <message>
        <source>Interactive page</source>
        <translation>交互式网页</translation>
    </message>
    <message>
        <source>Animated SVG</source>
        <translation>动画 SVG</translation>
    </message>
    <message>
        <source>Mermaid diagram</source>
        <translation>Mermaid 图</translation>
    </message>
    <message>
        <source>Markdown</source>
        <translation>Markdown</translation>
    </message>
    <message>
        <source>Plain text</source>
        <translation>纯文本</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>An animated SVG shows one packet, not a list. Say which, as in kern.log#packet=3.</source>
        <translation>动画 SVG 显示一个数据包，而不是列表。请指明是哪一个，如 kern.log#packet=3。</translation>
    </message>
    <message>
        <source>Nothing of this log answers packet %1. Leave out --with-reply.</source>
        <translation>此日志中没有对数据包 %1 的应答。请去掉 --with-reply。</translation>
    </message>
    <message>
        <source>Step %1 is not there: the last one is number %2. Count from 1.</source>
        <translation>没有第 %1 步：最后一步是第 %2 步。从 1 开始计数。</translation>
    </message>
    <message>
        <source>%1 is stale: its line %2 is “%3”, and would be “%4” now.</source>
        <translation>%1 已过时：第 %2 行是“%3”，现在应为“%4”。</translation>
    </message>
    <message>
        <source>%1 is stale: behind its line %2 “%3” would follow now.</source>
        <translation>%1 已过时：第 %2 行之后现在应有“%3”。</translation>
    </message>
    <message>
        <source>%1 is stale: its line %2, “%3”, would not be there now.</source>
        <translation>%1 已过时：第 %2 行“%3”现在不应存在。</translation>
    </message>
    <message>
        <source>%1, and back: %2</source>
        <translation>%1，以及返回：%2</translation>
    </message>
    <message>
        <source>skipped</source>
        <translation>已跳过</translation>
    </message>
    <message>
        <source>different</source>
        <translation>不同</translation>
    </message>
    <message>
        <source>the same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>%1 only</source>
        <translation>仅 %1</translation>
    </message>
    <message>
        <source>A | B: %1.</source>
        <translation>A | B：%1。</translation>
    </message>
    <message>
        <source>● observed, ◌ inferred from what was observed, – skipped, ? not known</source>
        <translation>● 已观测，◌ 由观测推断，– 已跳过，? 未知</translation>
    </message>
    <message>
        <source>From %1.</source>
        <translation>来自 %1。</translation>
    </message>
    <message>
        <source>Made with Hookwalk.</source>
        <translation>由 Hookwalk 生成。</translation>
    </message>
    <message>
        <source>Dashed: inferred, not observed.</source>
        <translation>虚线：推断，未观测到。</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>第 %1 步，共 %2 步</translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s) more, not shown here</source>
        <translation>
            <numerusform>还有 %n 个数据包未在此显示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) more, not shown here</source>
        <translation>
            <numerusform>还有 %n 步未在此显示</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n packet(s)</source>
        <translation>
            <numerusform>%n 个数据包</numerusform>
        </translation>
    </message>
    <message>
        <source>Lines of the log</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>Long lines are cut to keep the page small.</source>
        <translation>为使页面小巧，长行已截断。</translation>
    </message>
    <message>
        <source>No line: nothing reported the packet here.</source>
        <translation>没有日志行：没有任何来源报告数据包到过这里。</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Known</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>步骤</translation>
    </message>
    <message>
        <source>Header</source>
        <translation>头部</translation>
    </message>
    <message>
        <source>Line of the log</source>
        <translation>日志行</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>What happens there</source>
        <translation>发生了什么</translation>
    </message>
    <message>
        <source>Packet</source>
        <translation>数据包</translation>
    </message>
    <message>
        <source>From</source>
        <translation>源</translation>
    </message>
    <message>
        <source>To</source>
        <translation>目的</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>路径</translation>
    </message>
    <message>
        <source>Ending</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>step</source>
        <translation>切换步骤</translation>
    </message>
    <message>
        <source>Netfilter hooks and the way of the packet</source>
        <translation>netfilter 钩子与数据包的路径</translation>
    </message>
    <message>
        <source>network</source>
        <translation>网络</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) are alike.</source>
        <translation>
            <numerusform>有 %n 步相同。</numerusform>
        </translation>
    </message>
    <message>
        <source>The rules were the same for both.</source>
        <translation>两者的规则相同。</translation>
    </message>
    <message>
        <source>The one rule that differs was added for B: rule %1 of %2.</source>
        <translation>唯一不同的规则是为 B 新增的：%2 的第 %1 条规则。</translation>
    </message>
    <message>
        <source>The one rule that differs was there only for A: rule %1 of %2.</source>
        <translation>唯一不同的规则只有 A 有：%2 的第 %1 条规则。</translation>
    </message>
    <message>
        <source>Of the rules only the policy of %1 differs: %2 for A, %3 for B.</source>
        <translation>规则中只有 %1 的默认策略不同：A 为 %2，B 为 %3。</translation>
    </message>
    <message numerus="yes">
        <source>%n chain(s) differ in rules.</source>
        <translation>
            <numerusform>有 %n 条链的规则不同。</numerusform>
        </translation>
    </message>
    <message>
        <source>A: %w1, B: %w2</source>
        <translation>A：%w1，B：%w2</translation>
    </message>
    <message>
        <source>%1 by rule %2</source>
        <translation>%1（规则 %2）</translation>
    </message>
    <message>
        <source>%1 by the policy</source>
        <translation>%1（默认策略）</translation>
    </message>
    <message>
        <source>%1: A %2, B %3</source>
        <translation>%1：A %2，B %3</translation>
    </message>
    <message>
        <source>whether %1 came here is not known</source>
        <translation>不知道 %1 是否到过这里</translation>
    </message>
    <message>
        <source>&quot;%1&quot; was saved by a newer Hookwalk (format %2). What this one knows of it is shown.</source>
        <translation>“%1”由更新版本的 Hookwalk 保存（格式 %2）。显示此版本认识的部分。</translation>
    </message>
    <message>
        <source>Nothing more is kept for after a crash, as &quot;%1&quot; cannot be written: %e. What is shown stays; save it.</source>
        <translation>“%1”无法写入：%e，因此不再为崩溃后保留内容。已显示的内容还在；请保存它。</translation>
    </message>
    <message>
        <source>Only frames at devices show it: what netfilter did with it is in no line.</source>
        <translation>只有设备上的帧显示它：netfilter 对它做了什么，没有任何日志行说明。</translation>
    </message>
    <message>
        <source>Pairs: %1, of which %2 differ. Packets that only A has: %3, only B: %4.</source>
        <translation>配对：%1，其中不同的：%2。仅 A 有的数据包：%3，仅 B 有的：%4。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; does not say how packets are to be written: let the name end in .csv, .json, .pcapng or .log.</source>
        <translation>“%1”没有说明数据包的写入格式：请让文件名以 .csv、.json、.pcapng 或 .log 结尾。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a capture without any IP packet. Capture some, for example: tcpdump -i any -w saved.pcap ip or ip6.</source>
        <translation>“%1”是一份不含任何 IP 数据包的抓包。请抓取一些，例如：tcpdump -i any -w saved.pcap ip or ip6。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a capture of link type %2, which is not read. Read are Ethernet, raw IP, Linux cooked and loopback.</source>
        <translation>“%1”是链路类型 %2 的抓包，无法读取。可读取的有以太网、原始 IP、Linux cooked 和环回。</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is a capture of which nothing can be read. %w2</source>
        <translation>“%1”是一份什么也读不出的抓包。%w2</translation>
    </message>
    <message>
        <source>The head of the capture is damaged (%1).</source>
        <translation>抓包文件的头部已损坏（%1）。</translation>
    </message>
    <message>
        <source>The capture is damaged or ends behind frame %1. What came before is shown.</source>
        <translation>抓包在第 %1 帧之后已损坏或到此为止。显示的是之前的内容。</translation>
    </message>
    <message>
        <source>The snap length is shorter than the headers of some packets (%1): what is missing of these is not known. Capture with: tcpdump -s 0.</source>
        <translation>抓取长度短于一些数据包的头部（%1）：其中缺少的内容未知。抓包请用：tcpdump -s 0。</translation>
    </message>
    <message>
        <source>Some frames of the capture are left out (%1): no IP, or of link type %2, which is not read.</source>
        <translation>抓包中有一些帧被略去（%1）：不是 IP，或属于无法读取的链路类型 %2。</translation>
    </message>
    <message>
        <source>The times of log and capture do not overlap, and no packet looks the same in both: nothing is joined.</source>
        <translation>日志与抓包的时间不重叠，也没有在两边看起来相同的数据包：没有合并任何内容。</translation>
    </message>
    <message>
        <source>No packet looks the same in log and capture, so their clocks cannot be compared: nothing is joined but what their times show.</source>
        <translation>日志与抓包中没有看起来相同的数据包，因此无法比较两者的时钟：除时间所显示的以外，没有合并任何内容。</translation>
    </message>
    <message>
        <source>Log and capture count time differently: that of the capture was set to the log&apos;s by packets that both show (%1).</source>
        <translation>日志与抓包的计时不同：抓包的时间已按两边都显示的数据包（%1）调整为日志的时间。</translation>
    </message>
    <message>
        <source>frame in a capture (in)</source>
        <translation>抓包中的帧（入）</translation>
    </message>
    <message>
        <source>frame in a capture (out)</source>
        <translation>抓包中的帧（出）</translation>
    </message>
    <message>
        <source>frame at %1 (in or out)</source>
        <translation>%1 上的帧（入或出）</translation>
    </message>
    <message>
        <source>frame in a capture (in or out)</source>
        <translation>抓包中的帧（入或出）</translation>
    </message>
    <message>
        <source>The capture does not say whether the device received the frame or sent it.</source>
        <translation>抓包没有说明该帧是设备收到的还是发出的。</translation>
    </message>
    <message>
        <source>The steps cannot be made into a WebP file, which takes pictures of 16383 pixels at most.</source>
        <translation>无法把各步骤画成 WebP 文件：其图片最大为 16383 像素。</translation>
    </message>
    <message>
        <source>The folder %1 cannot be made. Choose another one.</source>
        <translation>无法建立文件夹 %1。请选择另一个。</translation>
    </message>
    <message>
        <source>%1 cannot be read: %2.</source>
        <translation>无法读取 %1：%2。</translation>
    </message>
    <message>
        <source>%1 is the log itself, and would be replaced. Give another name.</source>
        <translation>%1 就是日志本身，会被覆盖。请换一个名称。</translation>
    </message>
    <message>
        <source>This does not fit into %1 kB, however much is left out.</source>
        <translation>无论省略多少，都无法放入 %1 kB。</translation>
    </message>
    <message>
        <source>%1; %2 not known</source>
        <translation>%1；%2 未知</translation>
    </message>
    <message>
        <source>%1 · %2: inferred</source>
        <translation>%1 · %2：推断</translation>
    </message>
    <message>
        <source>%1 · inferred</source>
        <translation>%1 · 推断</translation>
    </message>
    <message>
        <source>A: %1 B: %2</source>
        <translation>A：%1 B：%2</translation>
    </message>
    <message>
        <source>not known: %1</source>
        <translation>未知：%1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1、%2</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1%2</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1（%2）</translation>
    </message>
    <message>
        <source>Step %1, where the packet should stand, is not shown.</source>
        <translation>数据包应停留的第 %1 步未显示。</translation>
    </message>
    <message>
        <source>A is from %1, B from %2.</source>
        <translation>A 来自 %1，B 来自 %2。</translation>
    </message>
    <message>
        <source>This packet has been forgotten meanwhile: only the latest are kept.</source>
        <translation>此数据包已被移除：只保留最近的数据包。</translation>
    </message>
    <message>
        <source>%1 is not there yet, so there is nothing to compare with. Make it first.</source>
        <translation>%1 尚不存在，没有可比较的内容。请先生成它。</translation>
    </message>
    <message>
        <source>The capture cannot be read behind frame %1: %e2. What came before is shown.</source>
        <translation>抓包文件在第 %1 帧之后无法读取：%e2。显示此前的内容。</translation>
    </message>
    <message>
        <source>Lines about no packet, which may name anything, were emptied (%1).</source>
        <translation>与数据包无关的行可能含有任何名称，已清空（%1）。</translation>
    </message>
    <message>
        <source>Comments of the capture were left out (%1).</source>
        <translation>抓包文件中的注释已略去（%1）。</translation>
    </message>
    <message>
        <source>Its mark became %3 instead of %2 by %w1.</source>
        <translation>其标记被 %w1 由 %2 改为 %3。</translation>
    </message>
    <message>
        <source>Asked for the route from %1 to %2 with mark %3, the kernel answers %4.</source>
        <translation>以标记 %3 询问从 %1 到 %2 的路由，内核回答 %4。</translation>
    </message>
    <message>
        <source>It was marked by %w1 in a chain of type route, behind which the kernel looks for the route again: with mark %2 there is none.</source>
        <translation>它在 route 类型的链中被 %w1 打上标记，内核在该链之后重新查找路由：标记为 %2 时没有路由。</translation>
    </message>
    <message>
        <source>It went on inside packet %1 (%2).</source>
        <translation>它封装在数据包 %1 中继续传送（%2）。</translation>
    </message>
    <message>
        <source>It came inside packet %1 (%2).</source>
        <translation>它封装在数据包 %1 中到达（%2）。</translation>
    </message>
    <message>
        <source>Inside it was packet %1 (%2).</source>
        <translation>其中封装了数据包 %1（%2）。</translation>
    </message>
    <message>
        <source>At letter %1 of the filter &quot;%2&quot; is no span of time. Write one as in 10:42:31..10:42:35, or in seconds as in 31.402..35.</source>
        <translation>过滤表达式第 %1 个字符处的“%2”不是时间段。请写成 10:42:31..10:42:35，或以秒写成 31.402..35。</translation>
    </message>
    <message>
        <source>No change of this session took the route to %2 from %1.</source>
        <translation>本次会话的更改没有从 %1 移除到 %2 的路由。</translation>
    </message>
    <message>
        <source>%1 cannot have the route to %2: %e.</source>
        <translation>%1 不能有到 %2 的路由：%e。</translation>
    </message>
    <message>
        <source>It takes root. This command starts Hookwalk there, as yourself; for a container of your own that runs without root, give the PID of a process in it.</source>
        <translation>这需要 root。下面的命令会以您自己的身份在其中启动 Hookwalk；对于您自己的、不以 root 运行的容器，请给出其中某个进程的 PID。</translation>
    </message>
    <message>
        <source>This shows the way of a packet: choose one first.</source>
        <translation>这里展示一个数据包的路径：请先选择一个。</translation>
    </message>
    <message>
        <source>The file was cut: it ends here.</source>
        <translation>文件被截断，到此为止。</translation>
    </message>
    <message>
        <source>The file is damaged: lines may be missing anywhere.</source>
        <translation>文件已损坏：任何地方都可能缺少行。</translation>
    </message>
    <message>
        <source>The packed data of &quot;%1&quot; is damaged. What can be read of it is shown, and a line that is missing proves nothing.</source>
        <translation>“%1”的压缩数据已损坏。能读出的部分已显示；缺少某一行不能证明任何事。</translation>
    </message>
    <message>
        <source>The packed data of &quot;%1&quot; ends too early. What can be read of it is shown; what came behind its end is not known.</source>
        <translation>“%1”的压缩数据结束得太早。能读出的部分已显示；其后的内容不得而知。</translation>
    </message>
    <message>
        <source>In or out: the capture does not say.</source>
        <translation>进还是出：抓包文件没有说明。</translation>
    </message>
    <message>
        <source>Arrives</source>
        <translation>到达</translation>
    </message>
    <message>
        <source>The packet came in from the network. No line tells by which device.</source>
        <translation>数据包从网络进入。没有任何行说明经过哪个设备。</translation>
    </message>
    <message>
        <source>Sent out</source>
        <translation>已发出</translation>
    </message>
    <message>
        <source>The packet goes to the network. No line tells by which device.</source>
        <translation>数据包发往网络。没有任何行说明经过哪个设备。</translation>
    </message>
    <message>
        <source>Seen at a device</source>
        <translation>在设备处看到</translation>
    </message>
    <message>
        <source>&quot;%1&quot; behind # is no part of a locator. Write packet=, step=, filter= or with=, as in kern.log#packet=7&amp;step=4; a file of the whole name is not there.</source>
        <translation># 后的“%1”不是定位符的一部分。请写 packet=、step=、filter= 或 with=，例如 kern.log#packet=7&amp;step=4；也没有名字与整个文本相同的文件。</translation>
    </message>
    <message>
        <source>In the locator &quot;%1=%2&quot; has a percent sign without two hex digits behind it. Write 25 behind it where it stands for itself.</source>
        <translation>定位符中的“%1=%2”有一个百分号，其后不是两位十六进制数字。百分号本身写作 %25。</translation>
    </message>
    <message>
        <source>device not told</source>
        <translation>未说明设备</translation>
    </message>
    <message>
        <source>out by %1</source>
        <translation>从 %1 发出</translation>
    </message>
    <message>
        <source>Captures (pcap, pcapng) are joined with one log, and these are two logs. Logs are joined with cat, in the order of their times.</source>
        <translation>抓包文件（pcap、pcapng）只能与一份日志合并，而这里有两份日志。日志之间请按时间顺序用 cat 合并。</translation>
    </message>
    <message>
        <source>A frame that a device received or sent: this capture does not say which. What chains did is in no capture. One of all devices (tcpdump -i any) says the direction; a log of the same time, opened together with it, says the rest.</source>
        <translation>设备收到或发出的一帧：此抓包文件没有说明是哪一种。链做了什么不在任何抓包文件中。对所有设备的抓包 (tcpdump -i any) 会说明方向；同一时间的日志与它一起打开，则说明其余内容。</translation>
    </message>
    <message>
        <source>This machine has a connection with %1. The route to %2 would take it over.</source>
        <translation>本机有一个与 %1 的连接。到 %2 的路由会把它接过去。</translation>
    </message>
    <message>
        <source>A connection of %1 with %2 passes through this machine. The route to %3 would take it over.</source>
        <translation>%1 与 %2 的一个连接经过本机。到 %3 的路由会把它接过去。</translation>
    </message>
    <message>
        <source>A copy of it is sent.</source>
        <translation>它的一个副本被发出。</translation>
    </message>
    <message>
        <source>A copy is sent to %1</source>
        <translation>一个副本发往 %1</translation>
    </message>
    <message>
        <source>A copy of it is sent</source>
        <translation>它的一个副本被发出</translation>
    </message>
    <message>
        <source>The packet itself goes on. The copy is packet %1, with a row of its own.</source>
        <translation>数据包本身继续前行。副本是数据包 %1，在列表中单独成行。</translation>
    </message>
    <message>
        <source>The packet itself goes on. The copy is a packet of its own.</source>
        <translation>数据包本身继续前行。副本是一个独立的数据包。</translation>
    </message>
    <message>
        <source>A copy of it was sent by %w1: packet %2.</source>
        <translation>%w1发送了它的一个副本：数据包 %2。</translation>
    </message>
    <message>
        <source>copy to %1</source>
        <translation>副本发往 %1</translation>
    </message>
    <message>
        <source>copy sent</source>
        <translation>已发副本</translation>
    </message>
    <message>
        <source>It is a copy that a rule sent: conntrack leaves it alone, and nat is not run.</source>
        <translation>这是规则发出的副本：conntrack 不跟踪它，因此不运行 nat。</translation>
    </message>
    <message>
        <source>It is a redirect about the first packet of a connection, whose translation is not settled yet: nat OUTPUT drops it.</source>
        <translation>这是关于某连接首个数据包的重定向，而该连接的转换尚未确定：nat OUTPUT 丢弃它。</translation>
    </message>
    <message>
        <source>It was dropped at %1, before the first trace point, by a rule or the policy of one of these: %2.</source>
        <translation>它在 %1 处、第一个跟踪点之前被丢弃，由以下之一的规则或策略所为：%2。</translation>
    </message>
    <message>
        <source>At the egress of %1 it was sent on to %2 by %w3, behind every other hook.</source>
        <translation>在 %1 的 egress，它被%w3转发到 %2，在所有其他钩子之后。</translation>
    </message>
    <message>
        <source>It passed the last chain before %1 and left by %2: behind the chains tc or a rule at egress sent it on there.</source>
        <translation>它通过了 %1 之前的最后一条链，却从 %2 离开：在各链之后，tc 或 egress 的规则把它转到了那里。</translation>
    </message>
    <message>
        <source>Its source there, %1, is no address of this machine: an answer may go elsewhere.</source>
        <translation>它在那里的源地址 %1 不是本机的地址：应答可能去往别处。</translation>
    </message>
    <message>
        <source>The answer, packet %1, was not rewritten to %2 and stayed on this machine: conntrack does not know it for one of this connection.</source>
        <translation>应答（数据包 %1）没有被改写回 %2，留在了本机：conntrack 不认为它属于该连接。</translation>
    </message>
    <message>
        <source>The answer, packet %1, was not rewritten to %2 and stayed on this machine: %w3 took it out of connection tracking.</source>
        <translation>应答（数据包 %1）没有被改写回 %2，留在了本机：%w3使它脱离了连接跟踪。</translation>
    </message>
    <message>
        <source>An IPsec policy kept it from the process, behind every INPUT chain (ip xfrm policy).</source>
        <translation>在所有 INPUT 链之后，IPsec 策略没有让它到达进程（ip xfrm policy）。</translation>
    </message>
    <message>
        <source>It was delivered to this machine, whose answer to %1 finds no route.</source>
        <translation>它已交付本机，但本机给 %1 的应答找不到路由。</translation>
    </message>
    <message>
        <source>No process here has joined the group %1 at %2, and no multicast router passes it on.</source>
        <translation>本机没有进程在 %2 加入组 %1，也没有组播路由程序转发它。</translation>
    </message>
    <message>
        <source>It came with TTL %1, and %w3 made it %2: a router does not forward such a packet.</source>
        <translation>它到达时 TTL 为 %1，%w3把它改成了 %2：路由器不转发这样的数据包。</translation>
    </message>
    <message>
        <source>It came with TTL %1 and had %2 before routing: a router does not forward such a packet.</source>
        <translation>它到达时 TTL 为 %1，路由之前为 %2：路由器不转发这样的数据包。</translation>
    </message>
    <message>
        <source>nftrace: %w1 gave it the destination %2, behind which the route is looked for.</source>
        <translation>nftrace：%w1把它的目的地址改为 %2，之后才查找路由。</translation>
    </message>
    <message>
        <source>Packet %1 went to %2, an address of this machine.</source>
        <translation>数据包 %1 去往 %2，这是本机的地址。</translation>
    </message>
    <message>
        <source>neither came here</source>
        <translation>两者都没有到这里</translation>
    </message>
    <message>
        <source>Give two packets, as in &apos;before.log#packet=1&apos; &apos;after.log#packet=1&apos;, or two logs of the same probes.</source>
        <translation>请给出两个数据包，如 &apos;before.log#packet=1&apos; &apos;after.log#packet=1&apos;，或同样探测的两份日志。</translation>
    </message>
    <message>
        <source>Give one source and one destination, not %1 addresses.</source>
        <translation>请给出一个源地址和一个目的地址，而不是 %1 个地址。</translation>
    </message>
    <message>
        <source>%1 is for UDP and TCP, and an echo has no ports. Give --protocol udp or tcp, too, or leave %1 out.</source>
        <translation>%1 用于 UDP 和 TCP，而回显没有端口。请同时给出 --protocol udp 或 tcp，或去掉 %1。</translation>
    </message>
    <message>
        <source>The input holds no line of netfilter&apos;s LOG target (none has IN= and OUT=). A log comes, for example, from: dmesg, or journalctl -k. What is otherwise packed or binary must be made text first.</source>
        <translation>输入中没有 netfilter LOG 目标的行（没有一行含 IN= 和 OUT=）。日志例如来自：dmesg 或 journalctl -k。以其他方式打包的或二进制的内容须先转成文本。</translation>
    </message>
    <message>
        <source>The log has no packet&apos;s line behind this one: if it was cut here, the next may be missing.</source>
        <translation>此行之后日志中再没有任何数据包的行：如果日志在此被截断，下一行可能缺失。</translation>
    </message>
    <message>
        <source>The list shows %2; of these this form has room for the first %1. Markdown, plain text and JSON have all, however many.</source>
        <translation>这种格式只放得下 %2 个数据包中的前 %1 个；Markdown、纯文本和 JSON 不限数量，全部都有。</translation>
    </message>
    <message>
        <source>While packets come in, a document has at most %1 of them, and the list shows %2. Save the recording and open it, or choose CSV, JSON or a log below: these have no limit.</source>
        <translation>数据包还在到来时，一个文档最多收 %1 个，而列表中有 %2 个。请保存录制后再打开它，或者选用下面的 CSV、JSON 或日志：它们没有限制。</translation>
    </message>
    <message>
        <source>The queueing discipline of %1 (tc qdisc) dropped it behind the last chain.</source>
        <translation>%1 的排队规则 (tc qdisc) 在最后一条链之后丢弃了它。</translation>
    </message>
    <message>
        <source>It waits in the queueing discipline of %1 (tc qdisc), behind the last chain.</source>
        <translation>它在 %1 的排队规则 (tc qdisc) 中等待,位于最后一条链之后。</translation>
    </message>
    <message>
        <source>A filter of tc at the egress of %1 dropped it behind the last chain.</source>
        <translation>%1 出口处的 tc 过滤器在最后一条链之后丢弃了它。</translation>
    </message>
    <message>
        <source>A filter of tc at the ingress of %1 dropped it before every hook.</source>
        <translation>%1 入口处的 tc 过滤器在所有钩子之前丢弃了它。</translation>
    </message>
    <message>
        <source>queue dropped it</source>
        <translation>队列丢弃</translation>
    </message>
    <message>
        <source>waits in a queue</source>
        <translation>在队列中等待</translation>
    </message>
    <message>
        <source>tc dropped it</source>
        <translation>tc 丢弃</translation>
    </message>
    <message>
        <source>It was rejected at %1 by %w2: dropped, and answered by an error.</source>
        <translation>该包在 %1 处被 %w2拒绝：丢弃，并以差错报文应答。</translation>
    </message>
    <message>
        <source>%1: packet %2, %w3, %4 → %5, %w6</source>
        <translation>%1：数据包 %2，%w3，%4 → %5，%w6</translation>
    </message>
    <message>
        <source>Only a counter tells so: it may have been another packet&apos;s.</source>
        <translation>只有计数器表明这一点：也可能是另一个数据包。</translation>
    </message>
    <message>
        <source>More packets than those seen here may have left by %1 meanwhile, so another one may have raised that counter.</source>
        <translation>在此期间从 %1 离开的数据包可能不止此处看到的这些，因此该计数器也可能是由另一个数据包增加的。</translation>
    </message>
    <message>
        <source>Packet %1, which carried it, was dropped at %2.</source>
        <translation>承载它的数据包 %1 在 %2 被丢弃。</translation>
    </message>
    <message>
        <source>The bridge %1 flooded it: a copy left by each of %2.</source>
        <translation>网桥 %1 泛洪了它：%2 各送出了一个副本。</translation>
    </message>
    <message>
        <source>%1 stops at %w3: rule %4 of %5 dropped it; %2 went on.</source>
        <translation>%1 停在 %w3：被 %5 的第 %4 条规则丢弃；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 stops at %w3: rule %4 of %5 rejected it; %2 went on.</source>
        <translation>%1 停在 %w3：被 %5 的第 %4 条规则拒绝；%2 继续前进。</translation>
    </message>
    <message>
        <source>%1 by rule %2 of %3</source>
        <translation>%1（%3 的规则 %2）</translation>
    </message>
    <message>
        <source>dropped · rule %1 of %2</source>
        <translation>丢弃 · %2 的规则 %1</translation>
    </message>
    <message>
        <source>rejected · rule %1 of %2</source>
        <translation>拒绝 · %2 的规则 %1</translation>
    </message>
    <message>
        <source>rule %1 of %2</source>
        <translation>%2 的规则 %1</translation>
    </message>
    <message>
        <source>No packet of this log matches the filter.</source>
        <translation>此日志中没有符合过滤条件的数据包。</translation>
    </message>
    <message>
        <source>The picture has more pixels than this machine has memory for: choose a smaller --size or --scale.</source>
        <translation>图片的像素数超出了本机内存：请选择较小的 --size 或 --scale。</translation>
    </message>
    <message>
        <source>Whether it was answered is not known: it went on inside a tunnel&apos;s packets, and not all of these are known.</source>
        <translation>该包是否得到应答不明：它封装在隧道的数据包中继续传送，而这些数据包并未全部查明。</translation>
    </message>
    <message>
        <source>Whether it was answered is not known: packet %1 came by its tunnel, and what that carried was not seen.</source>
        <translation>该包是否得到应答不明：数据包 %1 经它的隧道到达，其中承载的内容未被观测到。</translation>
    </message>
    <message>
        <source>Packet %1, which came by its tunnel and may have carried an answer, was dropped at %2.</source>
        <translation>数据包 %1 经它的隧道到达，可能承载着应答，在 %2 被丢弃。</translation>
    </message>
    <message>
        <source>tunnel not followed</source>
        <translation>隧道未能追踪</translation>
    </message>
    <message>
        <source>A rule gave it the source %1 without conntrack: whether an answer came to that address is not known, as nobody looked for it.</source>
        <translation>一条规则在 conntrack 之外把它的源地址改为 %1：是否有应答到达该地址不得而知，因为没有查找它。</translation>
    </message>
    <message>
        <source>A rule of a user-defined chain matched.</source>
        <translation>用户自定义链中的一条规则匹配。</translation>
    </message>
    <message>
        <source>The user-defined chain is through.</source>
        <translation>用户自定义链已走完。</translation>
    </message>
    <message>
        <source>A rule of a user-defined chain matched. %1 had called the chain, directly or by way of another one.</source>
        <translation>用户自定义链中的一条规则匹配。该链由 %1 直接调用，或经另一条链调用。</translation>
    </message>
    <message>
        <source>The packet came to the end of a user-defined chain and goes on behind the rule that had jumped to it. %1 had called the chain, directly or by way of another one.</source>
        <translation>数据包走到了用户自定义链的末尾，将从跳转到它的那条规则之后继续。该链由 %1 直接调用，或经另一条链调用。</translation>
    </message>
    <message>
        <source>rule %1 of %2 (%3)</source>
        <translation>%2（%3 表）的第 %1 条规则</translation>
    </message>
    <message>
        <source>return from %2 (%3)</source>
        <translation>从 %2（%3 表）返回</translation>
    </message>
    <message>
        <source>A user-defined chain of the table %1. It runs where a rule of a base chain of that table, or of another such chain, jumps to it.</source>
        <translation>%1 表的用户自定义链。该表某条基本链或另一条用户自定义链中的规则跳转到它时，它才会运行。</translation>
    </message>
    <message>
        <source>A user-defined chain of the table %1: neither its devices nor the lines around it tell for certain which base chain called it.</source>
        <translation>%1 表的用户自定义链：从接口和前后各行都无法确定它是从哪条基本链调用的。</translation>
    </message>
    <message>
        <source>(not in the line)</source>
        <translation>（行中没有）</translation>
    </message>
    <message>
        <source>Policy routing refuses it: the rule with priority %1 (see ip rule) is of type %2.</source>
        <translation>策略路由拒绝了它：优先级为 %1 的规则（见 ip rule）类型为 %2。</translation>
    </message>
    <message>
        <source>The route to %1 in table %3 is of type %2; the policy routing rule with priority %4 (see ip rule) leads there.</source>
        <translation>表 %3 中到 %1 的路由类型为 %2；优先级为 %4 的策略路由规则（见 ip rule）指向该表。</translation>
    </message>
    <message>
        <source>It was given to a local socket by %w1, but no policy routing rule (see ip rule) sends it (its mark) to a local route, and a packet with a socket is not forwarded.</source>
        <translation>%w1把该包交给了本地套接字，但没有策略路由规则（见 ip rule）按其标记把它送往本地路由；而已有套接字的包不会被转发。</translation>
    </message>
    <message>
        <source>Asked for the route of a packet from here to %1, the kernel answered: %2.</source>
        <translation>询问从本机到 %1 的数据包的路由时，内核回答：%2。</translation>
    </message>
    <message>
        <source>Asked which way a packet from %1 to %2 goes that comes in by %3, the kernel answered with the error %4.</source>
        <translation>询问从 %3 进入、由 %1 到 %2 的数据包走哪条路由时，内核回答错误 %4。</translation>
    </message>
    <message>
        <source>Asked which way a packet from %1 to %2 goes that comes in by %3, the kernel answered with the error %4. The best route to %2 in its routing tables, looked up beside that, is of type %5.</source>
        <translation>询问从 %3 进入、由 %1 到 %2 的数据包走哪条路由时，内核回答错误 %4。另外查看路由表：到 %2 的最佳路由类型为 %5。</translation>
    </message>
    <message>
        <source>Asked which way a packet from %1 to %2 goes that comes in by %3, the kernel answered: out by %4.</source>
        <translation>询问从 %3 进入、由 %1 到 %2 的数据包走哪条路由时，内核回答：从 %4 发出。</translation>
    </message>
    <message>
        <source>Asked which way a packet from %1 to %2 goes that comes in by %3, the kernel answered: out by %4, by a route of type %5.</source>
        <translation>询问从 %3 进入、由 %1 到 %2 的数据包走哪条路由时，内核回答：从 %4 发出，路由类型为 %5。</translation>
    </message>
    <message>
        <source>There is no packet %1: the last one of this log is number %2.</source>
        <translation>没有数据包 %1：此日志的最后一个是第 %2 个。</translation>
    </message>
    <message>
        <source>Packet %1 has no step %2: its last one is number %3.</source>
        <translation>数据包 %1 没有第 %2 步：它的最后一步是第 %3 步。</translation>
    </message>
    <message>
        <source>%1 is stale: it reads the same, but looks other from its line %2 on.</source>
        <translation>%1 已过时：文字相同，但从第 %2 行起外观不同。</translation>
    </message>
    <message>
        <source>%1 is damaged: it cannot be read to its end. Make it again.</source>
        <translation>%1 已损坏：无法读到末尾。请重新生成。</translation>
    </message>
    <message numerus="yes">
        <source>%n step(s) in between, not shown here</source>
        <translation>
            <numerusform>中间还有 %n 步未在此显示</numerusform>
        </translation>
    </message>
    <message>
        <source>Outside of a lab a probe is sent from a tun (--from tun9), from the other end of a veth, as a container does (--from vethXY; of a bridge name the port), or by a socket (--from local), in a container&apos;s namespace, too (--netns PID).</source>
        <translation>在实验环境之外，探测包从 tun 设备发送（--from tun9）、像容器那样从 veth 的另一端发送（--from vethXY；对于网桥请给出端口），或由套接字发送（--from local），也可在容器的命名空间中（--netns PID）。</translation>
    </message>
    <message>
        <source>from the other end of %1</source>
        <translation>来自 %1 的另一端</translation>
    </message>
    <message>
        <source>The other end of %1 is in a network namespace that is not known here.</source>
        <translation>%1 的另一端位于此处未知的网络命名空间中。</translation>
    </message>
    <message>
        <source>Only root sees those of all processes: run the same command with sudo.</source>
        <translation>只有 root 能看到所有进程的命名空间：请用 sudo 运行同一命令。</translation>
    </message>
    <message>
        <source>It takes a process that runs in it, or a name that `ip netns` lists.</source>
        <translation>需要有进程在其中运行，或有 `ip netns` 列出的名称。</translation>
    </message>
    <message>
        <source>At the other end of %1 there is no way to %2: %e.</source>
        <translation>在 %1 的另一端没有通往 %2 的路由：%e。</translation>
    </message>
    <message>
        <source>The other end of %1 cannot send from %3 to %2: %e.</source>
        <translation>%1 的另一端无法从 %3 向 %2 发送：%e。</translation>
    </message>
    <message>
        <source>The line names no known hook.</source>
        <translation>此行没有指出已知的钩子。</translation>
    </message>
    <message>
        <source>This line names no hook that is known, so its place is unknown.</source>
        <translation>此行没有指出任何已知的钩子，因此其位置未知。</translation>
    </message>
    <message>
        <source>The last line of it is of %1; what became of it there is not told.</source>
        <translation>它的最后一行属于 %1；没有说明它在那里的结果。</translation>
    </message>
    <message>
        <source>This line names no hook that is known, so that its place in the diagram is not known. Log with prefixes such as &quot;filter-FORWARD&quot; to see it there.</source>
        <translation>此行没有指出任何已知的钩子，因此其在图中的位置未知。使用诸如 &quot;filter-FORWARD&quot; 的前缀记录日志，即可在图中看到它。</translation>
    </message>
    <message>
        <source>It was handed by %w1 to a queue, and is not seen behind it. Whether a program reads that queue is not told.</source>
        <translation>它被%w1交给一个队列，之后未再见到。没有说明是否有程序读取该队列。</translation>
    </message>
    <message>
        <source>It was answered by a reset: nothing listens on that port, or a firewall there refuses it.</source>
        <translation>该包的应答是 RST：该端口没有程序监听，或那里的防火墙拒绝了它。</translation>
    </message>
    <message>
        <source>What is sent to %2 at the other end of %1 does not come here: it leaves by %3.</source>
        <translation>在 %1 的另一端发往 %2 的数据包不会到达这里：它从 %3 发出。</translation>
    </message>
</context>
</TS>
