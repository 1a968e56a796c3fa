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
// At most mostOpen are open: the oldest gives way to a new one, so that nobody can keep the browser out by holding connections.
type both struct {
	net.Listener
	config *tls.Config

	mu   sync.Mutex
	open *list.List // of net.Conn, the oldest first
}

func newBoth(l net.Listener, config *tls.Config) *both {
	return &both{Listener: l, config: config, open: list.New()}
}

// Accept does not wait for the first byte: that is up to the first Read, on the goroutine that serves the connection.
func (b *both) Accept() (net.Conn, error) {
	conn, err := b.Listener.Accept()
	if err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.open.Len() >= mostOpen {
		oldest := b.open.Front()
		b.open.Remove(oldest)
		_ = oldest.Value.(net.Conn).Close()
	}
	c := &eitherConn{Conn: conn, config: b.config}
	place := b.open.PushBack(conn)
	c.gone = sync.OnceFunc(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.open.Remove(place)
	})
	return c, nil
}

// eitherConn finds out with the first byte what is spoken: 22 begins a TLS handshake (RFC 8446, section 5.1) and no HTTP request.
type eitherConn struct {
	net.Conn
	config *tls.Config
	gone   func()
	once   sync.Once
	spoken net.Conn
}

const handshakeByte = 22

func (c *eitherConn) find() net.Conn {
	c.once.Do(func() {
		r := bufio.NewReader(c.Conn)
		first, err := r.Peek(1)
		buffered := &readAhead{Conn: c.Conn, r: r}
		c.spoken = buffered
		if err == nil && first[0] == handshakeByte {
			c.spoken = tls.Server(buffered, c.config)
		}
	})
	return c.spoken
}

func (c *eitherConn) Read(p []byte) (int, error)  { return c.find().Read(p) }
func (c *eitherConn) Write(p []byte) (int, error) { return c.find().Write(p) }

// Close may come from another goroutine while Read waits for the first byte, so it closes what lies below.
func (c *eitherConn) Close() error {
	c.gone()
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
