package gongsim

// crmSystem is the name of the connected customer system.
func (s *Sim) crmSystem() string {
	if s.o.CRM == GenericCRM {
		return "Generic"
	}
	return "Salesforce"
}

// link connects the call with its account and deals.
func (s *Sim) link(c *Call, d *dice) {
	if s.o.CRM == NoCRM || c.entry.kind == internal || !d.chance(92) {
		return
	}
	objects := []Object{s.accountObject(c.account)}
	if d.chance(72) {
		n := d.below(c.account.deals)
		dl := s.deal(c.account, n)
		c.deals = append(c.deals, dl)
		objects = append(objects, s.dealObject(c.account, dl))
	}
	c.Links = []Link{{System: s.crmSystem(), Objects: objects}}
}

func (s *Sim) accountObject(a account) Object {
	d := throw(s.o.Seed, forAccount, a.n, 1)
	website := any("https://www." + a.domain)
	if d.chance(8) {
		website = nil
	}
	return Object{Type: "Account", ID: a.crmID, Fields: []Field{
		{"Name", a.name},
		{"Website", website},
		{"Industry", a.industry},
		{"Domain__c", a.domain},
		{"Employees__c", d.between(2, 900) * 10},
		{"Strategic__c", d.chance(20)},
		{"BillingCity", a.city},
	}}
}

func (s *Sim) dealObject(a account, dl deal) Object {
	d := throw(s.o.Seed, forDeal, a.n, len(dl.name))
	stage := dealStages[(dl.stage+s.dealEdits(dl.crmID))%len(dealStages)]
	before := dealStages[dl.before]
	nextStep := any(nil)
	if d.chance(50) {
		nextStep = pick(&d, []string{"Send order form", "Security review", "Meet CFO", "Waiting for legal, due Friday"})
	}
	return Object{Type: "Opportunity", ID: dl.crmID, Fields: []Field{
		{"Name", dl.name},
		{"LeadSource", dl.source},
		{"Type", dl.kind},
		{"StageName", stage.name},
		{"Probability", stage.probability},
		{"Amount", dl.amount},
		{"CloseDate", dl.close.Format("2006-01-02")},
		{"NextStep__c", nextStep},
		{"Competitor__c", pick(&d, rivals)},
		{"OwnerEmail__c", s.users[dl.owner].Email},
	}, Then: map[string]any{"StageName": before.name, "Probability": before.probability}}
}

// linkContact adds what the CRM knows of an outsider.
func (s *Sim) linkContact(p *Party, a account, k contact) {
	if s.o.CRM == NoCRM || k.crmID == "" {
		return
	}
	o := Object{Type: k.crmType, ID: k.crmID, Fields: []Field{
		{"FirstName", k.first}, {"LastName", k.last}, {"Email", k.email}, {"Title", k.title}, {"Phone", orNil(k.phone)}, {"DoNotCall", false},
	}}
	if k.crmType == "Contact" {
		o.Fields = append(o.Fields, Field{"AccountId", a.crmID})
	} else {
		o.Fields = append(o.Fields, Field{"Company", a.name}, Field{"Status", "Working"})
	}
	p.Links = []Link{{System: s.crmSystem(), Objects: []Object{o}}}
}

// userObject is a member of the company as the CRM knows her.
func (s *Sim) userObject(user int) Object {
	d := throw(s.o.Seed, forUser, user, 1)
	u := s.users[user]
	return Object{Type: "User", ID: salesforceID("005", &d), Fields: []Field{{"Name", u.Name()}, {"Email", u.Email}, {"IsActive", u.Active}}}
}

func orNil(text string) any {
	if text == "" {
		return nil
	}
	return text
}
