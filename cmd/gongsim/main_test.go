package main

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"testing"

	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func TestServesUntilItIsEnded(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	defer end()
	out, in := io.Pipe()
	code := make(chan int, 1)
	go func() {
		code <- run(ctx, []string{"--calls", "20", "--key", "k", "--secret", "s", "--deny", "api:library:read", "--fault", "500,path=/v2/users,count=1"}, in, io.Discard)
	}()
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	var url, key, secret string
	if _, err := fmt.Sscanf(line, "gongsim url=%s key=%s secret=%s", &url, &key, &secret); err != nil || key != "k" || secret != "s" {
		t.Fatalf("first line: %q", line)
	}
	client := &http.Client{}
	defer client.CloseIdleConnections()
	for i, c := range []struct {
		path string
		want int
	}{{"/v2/users", 500}, {"/v2/users", 200}, {"/v2/library/folders", 401}} {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, url+c.path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.SetBasicAuth(key, secret)
		w, err := client.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Body.Close(); err != nil || w.StatusCode != c.want {
			t.Errorf("request %d: got %d %v, want %d", i, w.StatusCode, err, c.want)
		}
	}
	end()
	if got := <-code; got != 0 {
		t.Errorf("exit code %d", got)
	}
}

func TestFlags(t *testing.T) {
	for _, c := range []struct {
		args string
		want int
		says string
	}{
		{"--help", 0, "gongsim url=http://"},
		{"--addr 0.0.0.0:0", 2, "only loopback"},
		{"--addr example.com:80", 2, "only loopback"},
		{"--calls 0", 2, "must be 1 or more"},
		{"--deny api:nothing", 2, `no scope "api:nothing"`},
		{"--fault nonsense", 2, "no kind of fault"},
		{"--fault 500,colour=red", 2, "colour"},
		{"--crm excel", 2, "--crm"},
		{"--now today", 2, "--now"},
		{"--tenant=0.0.0.0:0", 2, "only loopback"},
		{"--strict-hosts", 2, "needs --tenant"},
		{"--expires-in 0", 2, "--expires-in"},
		{"--expires-in soon", 2, "expires-in"},
		{"--redirect /callback", 2, "no absolute address"},
		{"stray", 2, `"stray" is not a flag`},
		{"--colour", 2, "not defined"},
	} {
		t.Run(c.args, func(t *testing.T) {
			var stderr bytes.Buffer
			if got := run(t.Context(), strings.Fields(c.args), io.Discard, &stderr); got != c.want || !strings.Contains(stderr.String(), c.says) {
				t.Errorf("got %d %q", got, stderr.String())
			}
		})
	}
}

func TestTakenPort(t *testing.T) {
	taken, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	for _, name := range []string{"--addr", "--tenant"} {
		var stderr bytes.Buffer
		if got := run(t.Context(), []string{name + "=" + taken.Addr().String()}, io.Discard, &stderr); got != 1 || stderr.Len() == 0 {
			t.Errorf("%s: got %d %q", name, got, stderr.String())
		}
	}
}
