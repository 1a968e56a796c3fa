//go:build !linux && !windows && !darwin

package network

import "net/url"

// systemProxy names none: the environment decides.
func systemProxy(*url.URL) (*url.URL, error) { return nil, nil }
