# Frames for the contract suite: what clients and real servers would send, made by hand, so that every packet is
# known and nothing but the director's kernel takes part. One AF_PACKET socket sits behind eth1 (clients), one
# behind eth0 (real servers); both answer ARP and neighbour solicitations for everybody.
package Wire;
use strict;
use warnings;
use Socket qw(AF_INET AF_INET6 inet_pton inet_ntop SOCK_RAW);

use constant { AF_PACKET => 17, SOL_SOCKET => 1, SO_MARK => 36, SIOCGIFINDEX => 0x8933, SIOCGIFHWADDR => 0x8927 };
use constant { SYN => 2, RST => 4, ACK => 16, FIN => 1 };
use constant PATIENCE => 0.25;    # seconds without any packet after which a packet counts as lost

# new(clients => 'cli1', servers => 'srv0', gateways => {cli1 => 'eth1', srv0 => 'eth0'})
sub new {
    my ($class, %ends) = @_;
    my $self = bless { sockets => {}, gateway => {}, owner => {}, port => 40000, sequence => 1000 }, $class;
    for my $device (keys %{ $ends{gateways} }) {
        socket(my $socket, AF_PACKET, SOCK_RAW, unpack('S', pack('n', 3))) or die "socket: $!";
        my $index = unpack('x16 i', control($socket, SIOCGIFINDEX, $device));
        bind($socket, pack('S n i S C C a8', AF_PACKET, 3, $index, 0, 0, 0, '')) or die "bind: $!";
        $self->{sockets}{$device} = $socket;
        $self->{gateway}{$device} = unpack('x18 a6', control($socket, SIOCGIFHWADDR, $ends{gateways}{$device}));
    }
    $self->{clients} = $ends{clients};
    return $self;
}

sub control {
    my ($socket, $request, $device) = @_;
    my $buffer = pack('a16 x24', $device);
    ioctl($socket, $request, $buffer) or die "ioctl $device: $!";
    return $buffer;
}

sub address { my ($text) = @_; return inet_pton($text =~ /:/ ? AF_INET6 : AF_INET, $text) // die "address $text" }
sub text { my ($bytes) = @_; return inet_ntop(length $bytes == 16 ? AF_INET6 : AF_INET, $bytes) }
sub endpoint { my ($bytes, $port) = @_; my $t = text($bytes); return length $bytes == 16 ? "[$t]:$port" : "$t:$port" }

# One hardware address per protocol address: in DR it is all that tells the real servers apart.
sub hardware { my ($bytes) = @_; return (length $bytes == 16 ? "\x02\x06" : "\x02\x04") . substr($bytes, -4) }

sub checksum {
    my ($data) = @_;
    my $sum = unpack('%32n*', length($data) % 2 ? "$data\0" : $data);
    $sum = ($sum & 0xffff) + ($sum >> 16) while $sum >> 16;
    return ~$sum & 0xffff;
}

# An IP packet; the transport checksum is put at $offset of the payload.
sub packet {
    my ($from, $to, $protocol, $payload, $offset) = @_;
    my $v6 = length $from == 16;
    my $pseudo = $v6 ? $from . $to . pack('N N', length $payload, $protocol) : $from . $to . pack('n n', $protocol, length $payload);
    substr($payload, $offset, 2) = pack('n', checksum($pseudo . $payload) || 0xffff);
    return pack('N n C C', 0x60000000, length $payload, $protocol, 64) . $from . $to . $payload if $v6;
    my $header = pack('C C n n n C C n', 0x45, 0, 20 + length $payload, 0, 0x4000, 64, $protocol, 0) . $from . $to;
    substr($header, 10, 2) = pack('n', checksum($header));
    return $header . $payload;
}

sub tcp {
    my ($self, $from, $from_port, $to, $to_port, $flags) = @_;
    # As Linux sends them: 20 bytes of options with SYN, 12 (timestamps) with everything else; the options are padding here.
    my $options = "\x01" x ($flags & SYN ? 20 : 12);
    my $segment = pack('n n N N C C n n n', $from_port, $to_port, $self->{sequence}++, $flags & ACK ? 1 : 0,
        (20 + length $options) << 2, $flags, 65535, 0, 0) . $options;
    return packet($from, $to, 6, $segment, 16);
}

sub udp {
    my ($self, $from, $from_port, $to, $to_port) = @_;
    return packet($from, $to, 17, pack('n n n n', $from_port, $to_port, 12, 0) . 'ping', 6);
}

sub transmit {
    my ($self, $device, $packet) = @_;
    my $v6 = ord($packet) >> 4 == 6;
    my $source = substr($packet, $v6 ? 8 : 12, $v6 ? 16 : 4);
    my $frame = $self->{gateway}{$device} . hardware($source) . pack('n', $v6 ? 0x86dd : 0x0800) . $packet;
    defined send($self->{sockets}{$device}, $frame, 0) or die "send: $!";
}

sub neighbour {
    my ($self, $device, $frame) = @_;
    my $type = unpack('x12 n', $frame);
    my $reply;
    if ($type == 0x0806 && unpack('x20 n', $frame) == 1) {
        my ($asker_mac, $asker, $wanted) = unpack('x22 a6 a4 x6 a4', $frame);
        $self->{owner}{ hardware($wanted) } = $wanted;
        $reply = $asker_mac . hardware($wanted) . pack('n n n C C n', 0x0806, 1, 0x0800, 6, 4, 2)
            . hardware($wanted) . $wanted . $asker_mac . $asker;
    }
    elsif ($type == 0x86dd && length $frame >= 78 && unpack('x20 C', $frame) == 58 && unpack('x54 C', $frame) == 135) {
        my ($asker_mac, $asker, $wanted) = unpack('x6 a6 x10 a16 x24 a16', $frame);
        return 1 if $asker eq "\0" x 16;    # duplicate address detection
        $self->{owner}{ hardware($wanted) } = $wanted;
        my $body = pack('C C n N', 136, 0, 0, 0x60000000) . $wanted . pack('C C', 2, 1) . hardware($wanted);
        my $answer = packet($wanted, $asker, 58, $body, 2);
        substr($answer, 7, 1) = "\xff";     # neighbour discovery wants hop limit 255
        $reply = $asker_mac . hardware($wanted) . pack('n', 0x86dd) . $answer;
    }
    return 0 unless defined $reply;
    defined send($self->{sockets}{$device}, $reply, 0) or die "send: $!";
    return 1;
}

# The next packet of the conversation between client and virtual address: {at, kind, ...}, or undef when none comes.
#   forwarded: to, port (and `nat` when the real server's answers pass the director); answered; refused
sub next_event {
    my ($self, $talk) = @_;
    while (1) {
        my ($bits, $found) = ('', 0);
        vec($bits, fileno $_, 1) = 1 for values %{ $self->{sockets} };
        return undef unless select(my $ready = $bits, undef, undef, PATIENCE) > 0;
        for my $device (sort keys %{ $self->{sockets} }) {
            next unless vec($ready, fileno $self->{sockets}{$device}, 1);
            my $from = recv($self->{sockets}{$device}, my $frame, 65535, 0) // die "recv: $!";
            next if unpack('x10 C', $from) == 4;    # PACKET_OUTGOING
            next if $self->neighbour($device, $frame);
            my $event = $self->read_packet($talk, $frame) or next;
            return { %$event, at => $device };
        }
    }
}

sub read_packet {
    my ($self, $talk, $frame) = @_;
    my $packet = substr($frame, 14);
    my $type = unpack('x12 n', $frame);
    my ($protocol, $from, $to, $payload);
    if ($type == 0x0800) {
        my $header = (ord($packet) & 15) * 4;
        ($protocol, $from, $to, $payload) = (unpack('x9 C', $packet), substr($packet, 12, 4), substr($packet, 16, 4),
            substr($packet, $header, unpack('x2 n', $packet) - $header));
    }
    elsif ($type == 0x86dd) {
        ($protocol, $from, $to, $payload) = (unpack('x6 C', $packet), substr($packet, 8, 16), substr($packet, 24, 16),
            substr($packet, 40));
    }
    else { return undef }
    my ($client, $virtual) = @$talk{qw(client virtual)};
    if ($to eq $client) {
        return { kind => 'refused' } if $protocol == 1 && ord $payload == 3;
        return { kind => 'refused' } if $protocol == 58 && ord $payload == 1;
        return undef unless $protocol == $talk->{protocol} && unpack('x2 n', $payload) == $talk->{client_port};
        return { kind => 'refused' } if $protocol == 6 && unpack('x13 C', $payload) & RST;
        return { kind => 'answered' };
    }
    # ipip, IPv6 in IP, GRE and GUE: the outer destination is the real server, and the port stays the client's.
    if ($protocol == 4 || $protocol == 41 || $protocol == 47 || ($protocol == 17 && $from ne $client)) {
        return { kind => 'forwarded', to => $to, port => $talk->{virtual_port} };
    }
    return undef unless $from eq $client && $protocol == $talk->{protocol};
    my ($source_port, $port) = unpack('n n', $payload);
    return undef unless $source_port == $talk->{client_port};
    return { kind => 'forwarded', to => $to, port => $port, nat => 1 } if $to ne $virtual;
    my $owner = $self->{owner}{ substr($frame, 0, 6) };
    return { kind => 'forwarded', to => $owner // $to, port => $port };
}

# One connection. Gives `10.0.0.11:8080`, `refused` or `timeout`.
sub connect_once {
    my ($self, $order, $number) = @_;
    my $port = $order->{port} eq '' ? $self->{port}++ : $order->{port} + $number;
    my $talk = { client => address($order->{client}), client_port => $port, virtual => address($order->{virtual}),
        virtual_port => $order->{virtual_port}, protocol => $order->{protocol} eq 'udp' ? 17 : 6 };
    my @there = ($talk->{client}, $port, $talk->{virtual}, $talk->{virtual_port});
    setsockopt($self->{sockets}{ $self->{clients} }, SOL_SOCKET, SO_MARK, pack('L', $order->{mark})) or die "mark: $!";
    my $udp = $talk->{protocol} == 17;
    $self->transmit($self->{clients}, $udp ? $self->udp(@there) : $self->tcp(@there, SYN));
    my $event = $self->next_event($talk) // return 'timeout';
    return 'refused' if $event->{kind} eq 'refused';
    return 'timeout' if $event->{kind} ne 'forwarded';
    my @back = ($event->{to}, $event->{port}, $talk->{client}, $port);
    my $server = endpoint($event->{to}, $event->{port});
    my $answer = sub {
        return unless $event->{nat};
        $self->transmit($event->{at}, $udp ? $self->udp(@back) : $self->tcp(@back, $_[0]));
        $self->next_event($talk);
    };
    my $say = sub { $self->transmit($self->{clients}, $self->tcp(@there, $_[0])); $self->next_event($talk) };
    if ($udp) { $answer->(); return $server }
    $answer->(SYN | ACK);
    $say->(ACK);
    return $server if $order->{hold};
    $say->(FIN | ACK);
    $answer->(FIN | ACK);
    $say->(ACK);
    return $server;
}

1;
