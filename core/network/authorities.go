package network

import (
	"crypto/x509"
	"encoding/pem"
	"errors"
	"io"
	"io/fs"
	"os"
	"time"

	"tamtam/core"
)

// biggestFile bounds a file of certificates: the platforms' own collections are a quarter of it.
const biggestFile = 1 << 20

// Authorities returns the platform's authorities and those of the file. It fails unless the file is PEM and holds at least one certificate that is
// valid now; others in it that are not are left out.
func Authorities(path string, now time.Time) (*x509.CertPool, error) {
	const op = "read the CA file"
	text, err := readFile(path)
	if err != nil {
		return nil, err
	}
	certificates, err := parseCertificates(text, now)
	if err != nil {
		return nil, err
	}
	pool, err := x509.SystemCertPool()
	if err != nil {
		return nil, core.E(core.Unavailable, op, err)
	}
	for _, c := range certificates {
		pool.AddCert(c)
	}
	return pool, nil
}

func readFile(path string) ([]byte, error) {
	const op = "read the CA file"
	file, err := os.Open(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, core.Errorf(core.Invalid, op, "the CA file is not there")
	case errors.Is(err, fs.ErrPermission):
		return nil, core.Errorf(core.Invalid, op, "you have no permission to read the CA file")
	case err != nil:
		return nil, core.Errorf(core.Invalid, op, "the CA file cannot be opened")
	}
	defer file.Close()
	if info, err := file.Stat(); err != nil || !info.Mode().IsRegular() {
		return nil, core.Errorf(core.Invalid, op, "this is not a file of certificates")
	}
	text, err := io.ReadAll(io.LimitReader(file, biggestFile+1))
	switch {
	case err != nil:
		return nil, core.Errorf(core.Invalid, op, "the CA file cannot be read")
	case len(text) > biggestFile:
		return nil, core.Errorf(core.Invalid, op, "the file is larger than %d MB, which no file of certificates is", biggestFile>>20)
	case len(text) == 0:
		return nil, core.Errorf(core.Invalid, op, "the CA file is empty")
	}
	return text, nil
}

// parseCertificates reads the certificates of a text in PEM (RFC 7468) that are valid now.
func parseCertificates(text []byte, now time.Time) ([]*x509.Certificate, error) {
	const op = "read the CA file"
	var valid []*x509.Certificate
	var stale *x509.Certificate
	blocks := 0
	for block, rest := pem.Decode(text); block != nil; block, rest = pem.Decode(rest) {
		blocks++
		if block.Type != "CERTIFICATE" {
			continue
		}
		c, err := x509.ParseCertificate(block.Bytes)
		switch {
		case err != nil:
			return nil, core.Errorf(core.Invalid, op, "a certificate in the CA file is damaged")
		case now.Before(c.NotBefore), now.After(c.NotAfter):
			stale = c
		default:
			valid = append(valid, c)
		}
	}
	if len(valid) > 0 {
		return valid, nil
	}
	switch _, err := x509.ParseCertificate(text); {
	case stale != nil && now.After(stale.NotAfter):
		return nil, core.Errorf(core.Invalid, op, "the certificate in the CA file has expired on %s", stale.NotAfter.UTC().Format(time.DateOnly))
	case stale != nil:
		return nil, core.Errorf(core.Invalid, op, "the certificate in the CA file is valid only from %s", stale.NotBefore.UTC().Format(time.DateOnly))
	case blocks > 0:
		return nil, core.Errorf(core.Invalid, op, "the CA file holds no certificate")
	case err == nil:
		return nil, core.Errorf(core.Invalid, op, "the certificate is in binary form (DER); save it as PEM, which begins with -----BEGIN CERTIFICATE-----")
	}
	return nil, core.Errorf(core.Invalid, op, "the CA file is not PEM, which begins with -----BEGIN CERTIFICATE-----")
}
