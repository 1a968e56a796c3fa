package gong_test

import (
	"strings"
	"testing"

	"tamtam/core"
	"tamtam/core/gong"
)

func TestParseBaseURL(t *testing.T) {
	good := []struct {
		text, want string
		loopback   bool
	}{
		{"https://api.gong.io", "https://api.gong.io", false},
		{" https://us-49467.api.gong.io/ ", "https://us-49467.api.gong.io", false},
		{"HTTPS://Company-17.API.gong.io", "https://company-17.api.gong.io", false},
		{"https://a.b.api.gong.io", "https://a.b.api.gong.io", false},
		{"http://127.0.0.1:8080", "http://127.0.0.1:8080", true},
		{"http://127.9.9.9", "http://127.9.9.9", true},
		{"https://localhost:49201", "https://localhost:49201", true},
		{"http://[::1]:5", "http://[::1]:5", true},
	}
	for _, c := range good {
		t.Run(c.text, func(t *testing.T) {
			base, err := gong.ParseBaseURL(c.text)
			if err != nil {
				t.Fatal(err)
			}
			if base.String() != c.want || base.Loopback() != c.loopback {
				t.Errorf("got %s, loopback %v", base, base.Loopback())
			}
		})
	}
	bad := []string{
		"", "api.gong.io", "//api.gong.io", "https://", "https:///", "https:api.gong.io", "ftp://127.0.0.1", "file:///etc/passwd",
		"http://api.gong.io", "http://us-1.api.gong.io", "https://gong.io", "https://app.gong.io", "https://api.gong.io.evil.example",
		"https://evilapi.gong.io", "https://.api.gong.io", "https://a..api.gong.io", "https://-a.api.gong.io", "https://a_b.api.gong.io",
		"https://api.gong.io.", "https://api.gong.io:443", "https://us-1.api.gong.io:8443", "https://evil.example#.api.gong.io",
		"https://evil.example?.api.gong.io", "https://evil.example\\.api.gong.io", "https://evil.example%2F.api.gong.io",
		"https://user:" + secretCanary + "@api.gong.io", "https://api.gong.io/v2", "https://api.gong.io?" + secretCanary, "https://api.gong.io?",
		"https://api.gong.io#x", "http://10.0.0.1", "http://192.168.1.1:80", "http://0.0.0.0", "http://169.254.169.254", "http://[::]:1",
		"http://[::1%25eth0]:80", "http://localhost.evil.example", "http://127.0.0.1.evil.example", "http://2130706433", "http://0x7f.1",
		"https://аpi.gong.io", "://" + secretCanary,
	}
	for _, text := range bad {
		t.Run("refuses "+text, func(t *testing.T) {
			base, err := gong.ParseBaseURL(text)
			if !core.Is(err, core.Foreign) {
				t.Fatalf("got %q, %v", base, err)
			}
			if strings.Contains(err.Error(), secretCanary) {
				t.Errorf("the error repeats what was entered: %v", err)
			}
		})
	}
}
