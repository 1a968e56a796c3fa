package oauth

import (
	"crypto/tls"
	"net"
	"testing"
)

// Who makes connections and says nothing keeps nobody out who has begun to speak.
func TestAFloodOfSilenceClosesNoBrowser(t *testing.T) {
	l, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	b := newBoth(l, &tls.Config{})
	defer b.Close()
	connect := func() (client, server net.Conn) {
		client, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", l.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { client.Close() })
		if server, err = b.Accept(); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { server.Close() })
		return client, server
	}
	say := func(client, server net.Conn) error {
		if _, err := client.Write([]byte("G")); err != nil {
			return err
		}
		_, err := server.Read(make([]byte, 1))
		return err
	}
	browser, served := connect()
	if err := say(browser, served); err != nil {
		t.Fatal(err)
	}
	for range 2 * mostOpen {
		connect()
	}
	if err := say(browser, served); err != nil {
		t.Errorf("the browser had to give way: %v", err)
	}
	if open := b.silent.Len() + b.heard.Len(); open != mostOpen || b.heard.Len() != 1 {
		t.Errorf("%d open, %d of them heard", open, b.heard.Len())
	}
	served.Close()
	// Where all have spoken, the oldest gives way, and its own end changes nothing any more.
	var oldest net.Conn
	for n := range mostOpen + 1 {
		client, server := connect()
		if err := say(client, server); err != nil {
			t.Fatal(err)
		}
		if n == 0 {
			oldest = server
		}
	}
	if _, err := oldest.Write([]byte("x")); err == nil {
		t.Error("the oldest stays open")
	}
	oldest.Close()
	if open := b.silent.Len() + b.heard.Len(); open != mostOpen {
		t.Errorf("%d open", open)
	}
}
