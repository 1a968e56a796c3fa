package importer

// Share is how much of a run is done, 0 to 1: by requests when their number is foreseen, else by types.
func (s Snapshot) Share() float64 {
	ended := 0
	for _, t := range s.Types {
		if t.State == Ended {
			ended++
		}
	}
	switch {
	case len(s.Types) == 0:
		return 0
	case ended == len(s.Types):
		return 1
	case s.Expected > 0:
		return min(0.99, float64(s.Requests)/float64(s.Expected))
	}
	return float64(ended) / float64(len(s.Types))
}

// Share is how much of a type is done, 0 to 1, or negative when nobody knows.
func (p TypeProgress) Share() float64 {
	switch {
	case p.State == Queued:
		return 0
	case p.State == Ended:
		return 1
	case p.State == Writing:
		return 0.99
	case p.Total > 0:
		return min(0.99, float64(p.Records)/float64(p.Total))
	}
	return -1
}
