//go:build xvfb && linux

package main_test

import (
	"bufio"
	"bytes"
	"encoding/base64"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"
	"time"
)

// browser is a real Chromium without a window. The test speaks with it through its debugging pipe: JSON messages of the Chrome DevTools
// Protocol, each ended by a zero byte.
type browser struct {
	t       *testing.T
	in      io.Writer
	out     *bufio.Reader
	session string
	calls   int
}

// browsers are the names under which it is installed.
var browsers = []string{"chromium", "chromium-browser", "google-chrome"}

func newBrowser(t *testing.T) *browser {
	t.Helper()
	path := ""
	for _, name := range browsers {
		if found, err := exec.LookPath(name); err == nil {
			path = found
			break
		}
	}
	if path == "" {
		t.Fatalf("none of %v is installed; run: make deps-test", browsers)
	}
	theirIn, ourIn, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	ourOut, theirOut, err := os.Pipe()
	if err != nil {
		t.Fatal(err)
	}
	home := t.TempDir()
	// Without its sandbox, which a container does not let it have; all that it sees are pages of this test.
	c := exec.Command(path, "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run",
		"--disable-background-networking", "--disable-component-update", "--no-proxy-server", "--window-size=1000,760", "--user-data-dir="+home, "--remote-debugging-pipe",
		"about:blank")
	c.Env = []string{"HOME=" + home, "PATH=" + os.Getenv("PATH"), "LANG=en_US.UTF-8"}
	c.ExtraFiles = []*os.File{theirIn, theirOut}
	// Its helpers write to its folder, and live on for a moment when it ends: they are killed with it, and waited for at the pipe of errors, which
	// each of them holds. What is left of its folder can be deleted only then.
	c.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	var told bytes.Buffer
	c.Stderr, c.WaitDelay = &told, patience
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	theirIn.Close()
	theirOut.Close()
	b := &browser{t: t, in: ourIn, out: bufio.NewReader(ourOut)}
	t.Cleanup(func() {
		_ = syscall.Kill(-c.Process.Pid, syscall.SIGKILL) // it keeps nothing
		if err := c.Wait(); errors.Is(err, exec.ErrWaitDelay) {
			t.Errorf("a helper of the browser lives on: %s", told.String())
		}
		ourIn.Close()
		ourOut.Close()
	})
	if err := ourOut.SetReadDeadline(time.Now().Add(2 * patience)); err != nil {
		t.Fatal(err)
	}
	var target struct{ TargetID string }
	b.call("Target.createTarget", map[string]any{"url": "about:blank"}, &target)
	var attached struct{ SessionID string }
	b.call("Target.attachToTarget", map[string]any{"targetId": target.TargetID, "flatten": true}, &attached)
	b.session = attached.SessionID
	return b
}

// call sends a command and waits for its answer; events are passed over.
func (b *browser) call(method string, parameters, answer any) {
	b.t.Helper()
	b.calls++
	message := map[string]any{"id": b.calls, "method": method, "params": parameters}
	if b.session != "" {
		message["sessionId"] = b.session
	}
	sent, err := json.Marshal(message)
	if err != nil {
		b.t.Fatal(err)
	}
	if _, err := b.in.Write(append(sent, 0)); err != nil {
		b.t.Fatal(err)
	}
	for {
		line, err := b.out.ReadBytes(0)
		if err != nil {
			b.t.Fatalf("%s: the browser does not answer: %v", method, err)
		}
		var got struct {
			ID     int
			Result json.RawMessage
			Error  *struct{ Message string }
		}
		if err := json.Unmarshal(line[:len(line)-1], &got); err != nil {
			b.t.Fatalf("%s: %v in %.200q", method, err, line)
		}
		if got.ID != b.calls {
			continue
		}
		if got.Error != nil {
			b.t.Fatalf("%s: %s", method, got.Error.Message)
		}
		if answer != nil {
			if err := json.Unmarshal(got.Result, answer); err != nil {
				b.t.Fatalf("%s: %v", method, err)
			}
		}
		return
	}
}

// open goes to an address.
func (b *browser) open(address string) {
	b.t.Helper()
	b.call("Page.navigate", map[string]any{"url": address}, nil)
}

// trustAll lets the browser pass its warning of a certificate that nobody has signed, as a person may.
func (b *browser) trustAll() {
	b.t.Helper()
	b.call("Security.setIgnoreCertificateErrors", map[string]any{"ignore": true}, nil)
}

// eval runs a script on the page and returns its text.
func (b *browser) eval(script string) string {
	b.t.Helper()
	var answer struct {
		Result struct{ Value json.RawMessage }
	}
	b.call("Runtime.evaluate", map[string]any{"expression": script, "returnByValue": true}, &answer)
	var text string
	if json.Unmarshal(answer.Result.Value, &text) != nil {
		return string(answer.Result.Value)
	}
	return text
}

// at waits until a page whose address has the part, and whose text has the words, is shown; it returns the address.
func (b *browser) at(part, words string) string {
	b.t.Helper()
	where, text := "", ""
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); {
		where = b.eval("location.href")
		text = b.eval("document.readyState == 'complete' && document.body ? document.body.innerText : ''")
		if strings.Contains(where, part) && strings.Contains(text, words) {
			return where
		}
		<-time.After(glance)
	}
	b.t.Fatalf("the browser is at %s, which says %q", where, text)
	return ""
}

// click presses what a selector finds, as a mouse does.
func (b *browser) click(selector string) {
	b.t.Helper()
	b.eval("document.querySelector('" + selector + "').click(); ''")
}

// shot saves a picture of the page.
func (b *browser) shot(path string) {
	b.t.Helper()
	var answer struct{ Data string }
	b.call("Page.captureScreenshot", map[string]any{"format": "png"}, &answer)
	picture, err := base64.StdEncoding.DecodeString(answer.Data)
	if err == nil {
		err = os.WriteFile(path, picture, 0o600)
	}
	if err != nil {
		b.t.Fatal(err)
	}
}
