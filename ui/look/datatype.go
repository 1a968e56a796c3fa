package look

import (
	"fyne.io/fyne/v2"

	"tamtam/assets"
	"tamtam/core"
)

// DataType returns the icon of a data type, uncoloured: wrap it in Themed or Tinted.
func DataType(t core.DataType) fyne.Resource { return assets.Icon(string(t)) }
