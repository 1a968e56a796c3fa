package app

import (
	"testing"

	"go.uber.org/goleak"
)

// Whatever the program starts has ended when it is closed. The toolkit has a goroutine of its own from the beginning.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
