package core

import (
	"fmt"
	"time"
)

// Hindrance is what stands between this computer and Gong.
type Hindrance int

// The hindrances.
const (
	NoName           Hindrance = iota // the name service does not know Gong's host, or does not answer
	Refused                           // the host refuses connections
	NoRoute                           // there is no way into the network
	NoAnswer                          // nothing came in time
	Lost                              // the connection broke off
	ProxyAway                         // the proxy itself cannot be reached
	ProxyFails                        // the proxy answers that it cannot reach Gong
	ProxyForbids                      // the proxy does not let through to Gong
	ProxyPassword                     // the proxy wants a user name and a password
	Intercepted                       // the certificate is of an issuer that this computer does not know
	OtherServer                       // the certificate is for another host
	CertificateEarly                  // by this computer's clock the certificate is not valid yet
	CertificateLate                   // by this computer's clock the certificate has expired
	Portal                            // a web page came in place of data
	ClockOff                          // Gong refused, and this computer's clock is wrong
)

var hindranceTexts = [...]string{
	"the name of Gong's host cannot be found",
	"the connection was refused",
	"the network cannot be reached",
	"no answer in time",
	"the connection was lost",
	"the proxy cannot be reached",
	"the proxy cannot reach Gong",
	"the proxy does not let through to Gong",
	"the proxy wants a user name and a password",
	"the server's certificate is not trusted",
	"the server's certificate is for another host",
	"the server's certificate is not valid yet",
	"the server's certificate has expired",
	"a web page came instead of data: perhaps this network wants a sign-in first (captive portal)",
	"this computer's clock is wrong",
}

// Obstacle is the cause of a failure on the way to Gong, as far as it is known. It names no address, so it may be logged.
type Obstacle struct {
	What Hindrance
	// Issuer is who made the certificate, where one was refused; "" when it does not say.
	Issuer string
	// Status is the proxy's answer; 0 for none.
	Status int
	// Off is how far this computer's clock is ahead, less than 0 when it is behind, and 0 when that is not known. With
	// CertificateEarly and CertificateLate it is at least that much, if the certificate is Gong's.
	Off time.Duration
	// Err is what the network said, or nil. Its text may hold an address.
	Err error
}

// Error says what it is, without the text of Err.
func (o *Obstacle) Error() string {
	text := fmt.Sprintf("hindrance %d", int(o.What))
	if o.What >= 0 && int(o.What) < len(hindranceTexts) {
		text = hindranceTexts[o.What]
	}
	if o.Issuer != "" {
		text += fmt.Sprintf(" (issued by %q)", o.Issuer)
	}
	if o.Status != 0 {
		text += fmt.Sprintf(" (status %d)", o.Status)
	}
	if o.Off != 0 {
		text += fmt.Sprintf(" (clock off by %s)", o.Off.Round(time.Minute))
	}
	return text
}

// Unwrap returns what the network said.
func (o *Obstacle) Unwrap() error { return o.Err }

// Lasting tells that trying again cannot help until a person has done something.
func (o *Obstacle) Lasting() bool { return o.What >= ProxyForbids }

// Kind is the kind of failure: Offline where nobody of Gong's was heard, Unauthorized where Gong refused, Broken where somebody else answered.
func (o *Obstacle) Kind() Kind {
	switch {
	case o.What <= ProxyPassword:
		return Offline
	case o.What == ClockOff:
		return Unauthorized
	}
	return Broken
}
