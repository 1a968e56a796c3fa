package core_test

import (
	"testing"

	"tamtam/core"
)

func TestIsLoopback(t *testing.T) {
	for host, want := range map[string]bool{
		"localhost": true, "LocalHost": true, "127.0.0.1": true, "127.9.9.9": true, "::1": true, "::ffff:127.0.0.1": true,
		"": false, "api.gong.io": false, "localhost.": false, "localhost.example.com": false, "127.0.0.1.example.com": false, "::1%lo": false,
		"0.0.0.0": false, "::": false, "192.168.0.1": false, "127.1": false, "2130706433": false,
	} {
		if got := core.IsLoopback(host); got != want {
			t.Errorf("%q: %v", host, got)
		}
	}
}
