package kit

import (
	"math"
	"strings"
)

// TextPoint is a place between two letters of a TextSource: Byte bytes of line Line come before it. A Byte beyond the line is its end.
type TextPoint struct{ Line, Byte int }

// lineEnd is a Byte beyond every line: the end of one that may not have been read.
const lineEnd = math.MaxInt

func (p TextPoint) before(q TextPoint) bool {
	return p.Line < q.Line || p.Line == q.Line && p.Byte < q.Byte
}

// CutText is the text between two points, its lines joined by newlines. It asks line for each of them, and stops after the line with which the
// text has most bytes: whole says that it did not.
func CutText(from, to TextPoint, most int, line func(i int) (string, error)) (text string, whole bool, err error) {
	var out strings.Builder
	for i := from.Line; i <= to.Line; i++ {
		if out.Len() >= most {
			return out.String(), false, nil
		}
		part, err := line(i)
		if err != nil {
			return "", false, err
		}
		if i == to.Line {
			part = part[:min(to.Byte, len(part))]
		}
		if i == from.Line {
			part = part[min(from.Byte, len(part)):]
		} else {
			out.WriteByte('\n')
		}
		out.WriteString(part)
	}
	return out.String(), true, nil
}
