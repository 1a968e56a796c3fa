package timeline_test

import (
	"testing"

	"go.uber.org/goleak"
)

// The screen starts nothing by itself: all that goes on is its runner's. The toolkit has a goroutine of its own from the beginning.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
