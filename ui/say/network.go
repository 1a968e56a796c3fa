package say

import (
	"fmt"
	"time"

	"tamtam/core"
	"tamtam/ui/humane"
)

// InSettings says where the network is set; a program without a window says its own way in its place.
const InSettings = "under Settings, Network"

const (
	caFileNext = "If that is your company's proxy, which inspects the traffic, ask who runs it for its certificate (CA file) and add it " + InSettings + ". If you do not know it, use another network."
	signInNext = "Open a browser on this computer and sign in to the network, then try again."
	proxyNext  = "Check the proxy " + InSettings + ", then try again."
	waitNext   = "Try again in a moment; what is here already stays readable."
)

var obstacles = map[core.Hindrance]advice{
	core.NoName: {
		"The address of Gong cannot be found: this computer is offline, or its name service (DNS) does not answer.",
		"Check the network connection and try again; what is here already stays readable.",
	},
	core.Refused:   {"Gong could not be reached: the connection was refused, perhaps by a firewall.", "Check the network connection and any proxy " + InSettings + ", then try again."},
	core.NoRoute:   {"This computer has no network connection.", "Connect it and try again; what is here already stays readable."},
	core.NoAnswer:  {"Gong did not answer in time.", waitNext},
	core.Lost:      {"The connection to Gong was lost.", waitNext},
	core.ProxyAway: {"The proxy cannot be reached: its address is wrong, or it is not of this network.", proxyNext},
	core.ProxyFails: {
		"The proxy answers, but cannot reach Gong.", "Try again in a moment. If it stays, ask whoever runs the proxy, or choose another " + InSettings + ".",
	},
	core.ProxyForbids: {"The proxy does not let Tamtam through to Gong.", "Ask whoever runs it to allow api.gong.io, or choose another " + InSettings + "."},
	core.ProxyPassword: {
		"The proxy wants a user name and a password.",
		"Name it with both in the environment variable HTTPS_PROXY and choose System " + InSettings + "; or ask whoever runs it for a way without.",
	},
	core.OtherServer: {"Another server answers in Gong's place: perhaps this network wants a sign-in first.", signInNext},
	core.Portal:      {"A web page came in place of Gong's answer: this network probably wants a sign-in first.", signInNext},
}

// Obstacle says what stands between this computer and Gong, and what a person can do about it.
func Obstacle(o *core.Obstacle) (cause, next string) {
	const setClock = "Set the date, the time and the time zone of this computer, then try again."
	switch o.What {
	case core.Intercepted:
		by := "somebody whom this computer does not know"
		if o.Issuer != "" {
			by = "“" + o.Issuer + "”, whom this computer does not know"
		}
		return "The certificate that was shown for Gong is issued by " + by + ", so nothing was sent.", caFileNext
	case core.CertificateEarly:
		return fmt.Sprintf("The server's certificate is not valid yet: this computer's clock is probably slow by %s or more.", Span(o.Off)), setClock
	case core.CertificateLate:
		return fmt.Sprintf("By this computer's clock the server's certificate expired %s ago: the clock is probably fast.", Span(o.Off)),
			"Set the date, the time and the time zone of this computer, then try again. If they are right, whoever runs the network must renew the certificate."
	case core.ClockOff:
		return fmt.Sprintf("Gong refused the credentials. %s", Clock(o.Off)), setClock
	}
	a, ok := obstacles[o.What]
	if !ok {
		a = advices[core.Offline]
	}
	return a.cause, a.next
}

// Clock says that this computer's clock is wrong; off is how far it is ahead, less than 0 when it is behind.
func Clock(off time.Duration) string {
	way := "fast"
	if off < 0 {
		way = "slow"
	}
	return fmt.Sprintf("This computer's clock is %s %s.", Span(off), way)
}

// Span writes how long something is, before or after, in the largest unit that fits: "3 hours".
func Span(d time.Duration) string {
	switch d = d.Abs(); {
	case d >= 48*time.Hour:
		return humane.Count(int(d.Round(24*time.Hour)/(24*time.Hour)), "day", "days")
	case d >= time.Hour:
		return humane.Count(int(d.Round(time.Hour)/time.Hour), "hour", "hours")
	}
	return humane.Count(max(1, int(d.Round(time.Minute)/time.Minute)), "minute", "minutes")
}
