package oauth

import (
	"bufio"
	"container/list"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"math/big"
	"net"
	"sync"
	"time"
)

// both is a listener whose connections may speak TLS or not: which redirect address a company registers, http or https, is not ours to say.
// At most mostOpen are open: one gives way to a new one, the oldest of those that have not said anything, else the oldest of all, so that
// nobody can keep the browser out by holding connections, or by making many while it shakes hands.
type both struct {
	net.Listener
	config *tls.Config

	mu            sync.Mutex
	silent, heard *list.List // of net.Conn, the oldest first
}

func newBoth(l net.Listener, config *tls.Config) *both {
	return &both{Listener: l, config: config, silent: list.New(), heard: list.New()}
}

// Accept does not wait for the first byte: that is up to the first Read, on the goroutine that serves the connection.
func (b *both) Accept() (net.Conn, error) {
	conn, err := b.Listener.Accept()
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.silent.Len()+b.heard.Len() >= mostOpen {
		b.giveWay()
	}
	return &eitherConn{Conn: conn, listener: b, place: b.silent.PushBack(conn)}, nil
}

// giveWay closes a connection. The caller has the lock.
func (b *both) giveWay() {
	from := b.silent
	if from.Len() == 0 {
		from = b.heard
	}
	_ = from.Remove(from.Front()).(net.Conn).Close()
}

// eitherConn finds out with the first byte what is spoken: 22 begins a TLS handshake (RFC 8446, section 5.1) and no HTTP request.
type eitherConn struct {
	net.Conn
	listener *both
	place    *list.Element // in one of the listener's lists, under its lock
	once     sync.Once
	spoken   net.Conn
}

const handshakeByte = 22

func (c *eitherConn) find() net.Conn {
	c.once.Do(func() {
		r := bufio.NewReader(c.Conn)
		first, err := r.Peek(1)
		buffered := &readAhead{Conn: c.Conn, r: r}
		c.spoken = buffered
		if err != nil {
			return
		}
		c.heard()
		if first[0] == handshakeByte {
			c.spoken = tls.Server(buffered, c.listener.config)
		}
	})
	return c.spoken
}

func (c *eitherConn) Read(p []byte) (int, error)  { return c.find().Read(p) }
func (c *eitherConn) Write(p []byte) (int, error) { return c.find().Write(p) }

// heard notes that the first byte has come, unless the connection had to give way.
func (c *eitherConn) heard() {
	b := c.listener
	b.mu.Lock()
	defer b.mu.Unlock()
	before := b.silent.Len()
	b.silent.Remove(c.place) // an element that is in no list is left alone
	if b.silent.Len() < before {
		c.place = b.heard.PushBack(c.Conn)
	}
}

// leave takes the connection out of the lists.
func (c *eitherConn) leave() {
	b := c.listener
	b.mu.Lock()
	defer b.mu.Unlock()
	b.silent.Remove(c.place)
	b.heard.Remove(c.place) // an element of another list is left alone
}

// Close may come from another goroutine while Read waits for the first byte, so it closes what lies below.
func (c *eitherConn) Close() error {
	c.leave()
	return c.Conn.Close()
}

type readAhead struct {
	net.Conn
	r *bufio.Reader
}

func (c *readAhead) Read(p []byte) (int, error) { return c.r.Read(p) }

// newCertificate makes a certificate for this machine, which lives in memory only. The browser warns of it once; nothing in the system is
// made to trust it.
func newCertificate(now time.Time) (tls.Certificate, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return tls.Certificate{}, err
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), Subject: pkix.Name{CommonName: "Tamtam on this computer"},
		NotBefore: now.Add(-24 * time.Hour), NotAfter: now.Add(24 * time.Hour),
		KeyUsage: x509.KeyUsageDigitalSignature, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames: []string{"localhost"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		return tls.Certificate{}, err
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, nil
}
