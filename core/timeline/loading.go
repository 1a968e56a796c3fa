package timeline

import "tamtam/core"

// NotLoaded is what is said when the recording or the trackers of an Activity were opened and did not load.
type NotLoaded struct {
	// Message is M1 or M2, or in their place that Gong refuses the connection.
	Message string
	// Reasons are those of M1 and M2. Of several it cannot be told which one it is.
	Reasons []string
}

// RecordingNotLoaded says why a recording does not load, from why Gong did not tell of its call: core.NotFound when it has none of the id.
func RecordingNotLoaded(err error) NotLoaded { return notLoaded(M1, err) }

// TrackersNotLoaded says why trackers do not load, likewise; nil for a call in which none was heard, as far as Gong tells.
func TrackersNotLoaded(err error) NotLoaded {
	if err == nil {
		return NotLoaded{M2, []string{ReasonSettings, ReasonUnheard}}
	}
	return notLoaded(M2, err)
}

func notLoaded(message string, err error) NotLoaded {
	if refused, ok := Refused(err); ok {
		return NotLoaded{Message: refused}
	}
	if core.Is(err, core.NotFound) {
		return NotLoaded{message, []string{ReasonDeleted}}
	}
	return NotLoaded{message, []string{ReasonDown}}
}

// Refused is what is said of an error that tells that Gong refuses the connection: M11, or which scope is missing; ok is false for other errors.
func Refused(err error) (message string, ok bool) {
	switch core.KindOf(err) {
	case core.Denied:
		if scope := core.ScopeOf(err); scope != "" {
			return MissingScope(scope), true
		}
		return M11, true
	case core.Unauthorized:
		return M11, true
	}
	return "", false
}
