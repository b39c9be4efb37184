# Runs a list of plans, each on a machine of its own: a fresh network namespace, whose IPVS starts empty at time 0.
#   perl driver.pl PLANS RESULTS N     folders; for each file PLANS/x there will be a file RESULTS/x. Plans that sleep
#                                      run N at a time; the more, the later come their commands
# A plan has one step per line, a result one line per step: exit code, stdout, stderr, and the most seconds by which
# the machine has been behind practice time so far. Fields are parted by tabs and percent-encoded. A plan that could not be played to its
# end has a result that begins with `!`.
#   run STDIN STDOUT WORD...                              a program; STDIN and STDOUT are files or empty
#   connect COUNT HOLD CLIENT PORT PROTOCOL MARK VIRTUAL VPORT
#   sleep SECONDS
# Written in Perl because perl-base is on every Debian machine and can make raw sockets and namespaces, which
# node cannot.
use strict;
use warnings;
use IO::Handle;
use POSIX ();
use lib $0 =~ m{^(.*)/} ? $1 : '.';
use Wire;

use constant { SYS_unshare => 272, CLONE_NEWNET => 0x40000000 };
use constant PATIENCE => 10;    # seconds for one program
use constant TICK => 2;         # seconds between two readings of the kernel's estimator, counted from the birth
use constant AFTER => 0.4;      # and how long after one practice time starts: ticks come a little late, too

my ($plans, $results, $side_by_side) = @ARGV;
my @network = (
    'link set lo up',
    'link add eth0 type veth peer name srv0',
    'link add eth1 type veth peer name cli1',
    # Only the director may speak on these wires: the far ends have no addresses and ask nobody.
    'link set srv0 arp off addrgenmode none up',
    'link set cli1 arp off addrgenmode none up',
    'link set eth0 addrgenmode none up',
    'link set eth1 addrgenmode none up',
    'addr add 10.0.0.254/24 dev eth0',
    'addr add 10.1.0.254/24 dev eth1',
    # Without link-local addresses the kernel sends no neighbour solicitations.
    'addr add fe80::1/64 dev eth0 nodad',
    'addr add fe80::2/64 dev eth1 nodad',
    'addr add fd00::254/64 dev eth0 nodad',
    'addr add fd00:1::254/64 dev eth1 nodad',
    'route add default dev eth1',
    'route add ::/0 dev eth1',
    # Virtual addresses are local without being configured one by one.
    'route add local 10.1.0.192/27 dev lo',
    'route add local 10.9.0.0/16 dev lo',
    'route add local fd00:1::200/120 dev lo',
    'route add local fd00:9::/32 dev lo',
);

sub spit { my ($path, $text) = @_; open(my $file, '>', $path) or die "$path: $!"; print $file $text; close $file or die "$path: $!" }
sub slurp { my ($path) = @_; open(my $file, '<', $path) or die "$path: $!"; local $/; return <$file> // '' }
sub encode { my ($text) = @_; $text =~ s/([^ -\$&-~])/sprintf '%%%02X', ord $1/ge; return $text }
sub decode { my ($text) = @_; $text =~ s/%([0-9A-F]{2})/chr hex $1/ge; return $text }
sub uptime { my ($seconds) = split / /, slurp('/proc/uptime'); return $seconds }

sub make_machine {
    syscall(SYS_unshare, CLONE_NEWNET) == 0 or die "unshare: $!";
    my $born = uptime();
    open(my $ip, '|-', 'ip', '-batch', '-') or die "ip: $!";
    print $ip "$_\n" for @network;
    close $ip or die "ip -batch failed: $?";
    for my $setting ('ipv4/ip_forward=1', 'ipv4/conf/all/send_redirects=0', 'ipv6/conf/all/forwarding=1',
        'ipv4/icmp_ratelimit=0', 'ipv6/icmp/ratelimit=0') {
        my ($name, $value) = split /=/, $setting;
        spit("/proc/sys/net/$name", $value);
    }
    return $born;
}

# Programs are started by a small shell that stays: a fork of perl itself costs three times as much here.
sub make_shell {
    pipe(my $orders, my $to_shell) or die "pipe: $!";
    pipe(my $from_shell, my $replies) or die "pipe: $!";
    my $pid = fork() // die "fork: $!";
    if ($pid == 0) {
        open(STDIN, '<&', $orders) or die "stdin: $!";
        open(STDOUT, '>&', $replies) or die "stdout: $!";
        open(STDERR, '>', '/dev/null') or die "stderr: $!";
        exec 'sh' or exit 127;
    }
    $to_shell->autoflush(1);
    return { pid => $pid, to => $to_shell, from => $from_shell };
}

sub quote { my ($word) = @_; $word =~ s/'/'\\''/g; return "'$word'" }

sub run {
    my ($shell, $stdin, $stdout, @words) = @_;
    my $scratch = "/run/tmp/$$";
    my $out = $stdout eq '' ? "$scratch.out" : $stdout;
    my $in = $stdin eq '' ? '/dev/null' : $stdin;
    # The parentheses keep the shell's own remark on a crash out of the program's stderr.
    print { $shell->{to} } join(' ', '(exec', (map { quote($_) } @words), '<', quote($in), '>', quote($out), '2>',
        "$scratch.err)"), "; echo \$?\n";
    vec(my $bits = '', fileno $shell->{from}, 1) = 1;
    # Nothing ends a program that hangs in the kernel: give up on the whole plan.
    die "@words: no end\n" unless select($bits, undef, undef, PATIENCE) > 0;
    chomp(my $exit = readline $shell->{from});
    return ($exit, $stdout eq '' ? slurp($out) : '', slurp("$scratch.err"));
}

sub connections {
    my ($wire, $count, $hold, $client, $port, $protocol, $mark, $virtual, $virtual_port) = @_;
    my $order = { hold => $hold, client => $client, port => $port, protocol => $protocol, mark => $mark,
        virtual => $virtual, virtual_port => $virtual_port };
    my @servers = map { $wire->connect_once($order, $_) } 0 .. $count - 1;
    return ((grep { /^(refused|timeout)$/ } @servers) ? 1 : 0, join('', map { "$_\n" } @servers), '');
}

sub play {
    my ($name) = @_;
    my $machine = "/run/machines/$name";
    mkdir '/run/machines';
    mkdir $machine or die "$machine: $!";
    my $born = make_machine();
    system("cp", "-r", "$plans/../inputs/$name/.", $machine) if -d "$plans/../inputs/$name";
    chdir $machine or die "$machine: $!";
    my $shell = make_shell();
    my $wire = Wire->new(clients => 'cli1', gateways => { cli1 => 'eth1', srv0 => 'eth0' });
    # Practice time starts with the first connection, a moment after a tick of the estimator, and sleeps end at
    # fixed times after that: the time that commands take does not add up, and between two lines the estimator
    # ticks as often as the script's sleeps say.
    my $sleeps = slurp("$plans/$name") =~ /^sleep/m;
    my ($clock, $late, $started) = (uptime(), 0, 0);
    my $result = '';
    for my $line (split /\n/, slurp("$plans/$name")) {
        my ($kind, @fields) = map { decode($_) } split /\t/, $line, -1;
        my @outcome;
        if ($kind eq 'connect' && !$started) {
            my $phase = uptime() - $born;
            $phase -= TICK while $phase > TICK;
            select(undef, undef, undef, TICK + AFTER - $phase) if $sleeps && $phase > 2 * AFTER;
            ($clock, $started) = (uptime(), 1);
        }
        if ($kind eq 'run') { @outcome = run($shell, @fields) }
        elsif ($kind eq 'connect') { @outcome = connections($wire, @fields) }
        elsif ($kind eq 'sleep') {
            $clock += $fields[0];
            my $left = $clock - uptime();
            select(undef, undef, undef, $left) if $left > 0;
            @outcome = (0, '', '');
            $started = 1;
        }
        else { die "step $kind" }
        my $behind = $started ? uptime() - $clock : 0;
        $late = $behind if $behind > $late;
        $result .= join("\t", map { encode($_) } @outcome, sprintf '%.2f', $late) . "\n";
    }
    $result .= sprintf "# %.2f s\n", uptime() - $born;
    spit("$results/$name", $result);
}

# Once, all modules: a scheduler that is loaded on demand would make the first plan's clock late.
system("modprobe ip_vs_$_") for qw(rr wrr lc wlc fo ovf lblc lblcr dh sh mh sed nq pe_sip);
opendir(my $folder, $plans) or die "$plans: $!";
my @names = sort grep { !/^\./ } readdir $folder;
my $running = 0;
# Plans that sleep go first, side by side; the others then follow one at a time.
for my $sleeping (1, 0) {
    for my $name (grep { (slurp("$plans/$_") =~ /^sleep/m ? 1 : 0) == $sleeping } @names) {
        if ($running >= ($sleeping ? $side_by_side : 1)) { wait; $running-- }
        my $pid = fork() // die "fork: $!";
        if ($pid == 0) {
            eval { play($name); 1 } or spit("$results/$name", "! $@");
            # Without destructors: the shell may hang with its program.
            POSIX::_exit(0);
        }
        $running++;
    }
    while ($running > 0) { wait; $running-- }
}
