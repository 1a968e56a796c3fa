package timeline

// Filter says which meetings are logged. The zero value leaves all in.
type Filter struct {
	// Conditions are lettered A, B, C in this order.
	Conditions []Condition `json:"conditions,omitempty"`
	// Expression joins them, as "A AND (B OR C)"; "" is all of them by AND.
	Expression string `json:"expression,omitempty"`
}

// Object is what a condition asks about: the company that a meeting belongs to, or the user who is its author.
type Object string

// The objects.
const (
	CompanyObject Object = "Company"
	UserObject    Object = "User"
)

// Condition is one filter.
type Condition struct {
	Object Object `json:"object"`
	// Field is the name of the field, as Fields lists them; a custom one is "custom." and its name.
	Field    string   `json:"field"`
	Operator Operator `json:"operator"`
	Values   []string `json:"values,omitempty"`
}

// Operator compares a field with values.
type Operator string

// The operators; which type of field knows which is in OperatorsOf.
const (
	EQ             Operator = "EQ"
	NE             Operator = "NE"
	Contains       Operator = "CONTAINS"
	DoesNotContain Operator = "DOES_NOT_CONTAIN"
	StartsWith     Operator = "STARTS_WITH"
	EndsWith       Operator = "ENDS_WITH"
	In             Operator = "IN"
	NotIn          Operator = "NOT_IN"
	IsNull         Operator = "IS_NULL"
	IsNotNull      Operator = "IS_NOT_NULL"
	GT             Operator = "GT"
	GTE            Operator = "GTE"
	LT             Operator = "LT"
	LTE            Operator = "LTE"
	Between        Operator = "BTW" // inclusive
	Includes       Operator = "INCLUDES"
	Excludes       Operator = "EXCLUDES"
)
