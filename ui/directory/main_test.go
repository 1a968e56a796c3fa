package directory_test

import (
	"testing"

	"go.uber.org/goleak"
)

// Whatever a page starts has ended when it is left. The toolkit has a goroutine of its own from the beginning.
func TestMain(m *testing.M) { goleak.VerifyTestMain(m, goleak.IgnoreCurrent()) }
