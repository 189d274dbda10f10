"""What there is to do in the sample world: a title, its labels, and for some a description."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to do."""

    title: str
    labels: tuple[str, ...] = ()
    about: str = ""


def _read(text: str) -> tuple[Work, ...]:
    """One per line: title | label, label | description (with \\n for line breaks)."""
    found = []
    for line in text.strip().splitlines():
        title, labels, about = ([part.strip() for part in line.split("|")] + ["", ""])[:3]
        found.append(Work(title, tuple(filter(None, labels.split(", "))), about.replace("\\n", "\n")))
    return tuple(found)


TEAM_WORK = {
    "PROD": _read(r"""
Fix login redirect loop on mobile Safari | bug, mobile | 1. Sign out\n2. Open any deep link\n3. Sign in
Review the pull request for live counters | review
Draft the outline of the first-quarter roadmap | planning | Three themes at most. **Leave room** for what trials teach.
Prepare the sprint demo | planning
Polish empty states of the team page | design | They should say what to do next, not that there is nothing.
Update the onboarding guide | docs
Load-test the push channel with 1,000 clients | performance | p99 under one second.\n\n- [ ] 100\n- [ ] 1,000
Search results flicker while typing | bug
Keyboard shortcuts for the board | feature, design
Export of the task list as CSV loses umlauts | bug | Reported by two customers. Excel wants a byte order mark.
Decide how long deleted things can be restored | planning
Dark theme: contrast of grey text on cards | design, accessibility
Upgrade the database to the next minor version | infrastructure
Write the release notes for 2.4 | docs, release
Tag and ship 2.4 | release
Time zones: due times are off by one hour in Lisbon | bug | Daylight saving ends on the last Sunday in October.
Interview five customers about sharing | research | Questions are in the shared folder. Record only with consent.
Summarise what customers said about sharing | research
Prototype: share with a link | feature, research
Drag and drop on touch screens | feature, mobile
Screen reader reads every card twice | bug, accessibility
Slow query on the activity page | performance | 840 ms at the 95th percentile; an index on the audience should do.
Remove the old notification code | cleanup
Make the first page load in under a second | performance
Write down how we name things | docs
Image uploads rotate on some phones | bug, mobile
Session list: show the device in words | feature
Sketch the calendar view | design, feature
Spike: repeat tasks every month | research, feature
Check third-party licences | legal
Retry failed webhooks | feature, infrastructure
Onboarding call with Brightwater | customers
Follow up on Brightwater’s import | customers | They have 14,000 rows in three spreadsheets.
Undo for bulk changes | feature
Fix the flaky reconnect test | bug, infrastructure
Security review before 2.5 | security | Sessions, uploads, and what a viewer may call directly.
Rotate the signing keys | security, infrastructure
Plan the hackathon day | planning
Tag and ship 2.5 | release
Write the release notes for 2.5 | docs, release
Replace the date picker | design, cleanup
Measure how often Undo is used | research
Broken avatar for names in Cyrillic | bug
Document the REST errors with examples | docs
"""),
    "MKT": _read(r"""
Brief the photographer for the autumn campaign | campaign, photos | Natural light, real desks, no stock smiles.
Choose the three campaign photos | campaign, photos
Rewrite the start page | website, writing | One sentence on what it is. Then a picture. Then the price.
Newsletter: October | newsletter, writing
Newsletter: November | newsletter, writing
Newsletter: December | newsletter, writing
Customer story: Brightwater | writing, customers | Call with Mira on Tuesday; she wants to approve quotes.
Book the stand at the spring fair | events
Print 500 flyers for the meetup | events, print
Call the printer about the proofs | print
Collect quotes for the price page | website, customers
Check the price page on small phones | website
Update the press kit | press
Answer the questions from Tech Weekly | press
Plan the social media posts for the launch | campaign, social
Schedule the launch posts | campaign, social
Measure sign-ups from the last newsletter | numbers
Monthly numbers for the board | numbers
Find a speaker for the December meetup | events
Subtitles for the product video | video, accessibility
Cut a 30-second version of the video | video
Translate the start page into German | website, writing
Ask Product for the feature list of 2.5 | website
New portraits for the team page | photos, website
Thank-you notes to beta testers | customers
Renew the domain names | website
Cookie banner: do we still need one? | website, legal
Give-away for new customers | print, events | Useful, small, not plastic.
Draft next year’s campaign budget | numbers, campaign
Proofread the autumn brochure | writing, print
Collect alt texts for all pictures | website, accessibility
Review the translation with Farah | writing
Agree on the campaign’s colours | campaign, design
Sponsor a local coding club | events
Compare three mailing services | newsletter
Clean the mailing list | newsletter
"""),
    "OPS": _read(r"""
Send the invoice to Northgate | invoices
Remind Northgate of the October invoice | invoices | Second reminder. After that we call.
Pay the annual hosting bill | invoices
Quarterly VAT return | tax | Due on the 10th; the accountant needs the documents five days before.
Collect receipts from the Lisbon trip | expenses
Renew the liability insurance | contracts
Renew the lease for the second floor | contracts, office | Notice period is six months.
Laptop for Hana | hardware, people
Order monitors for the new desks | hardware, office
Replace the coffee machine | office
Fire drill and first-aid kits | office, safety
Update the list of emergency contacts | people, safety
Prepare Hana’s first week | people | Accounts, key, lunch with the team, a first small task.
Contract for the working student | contracts, people
Feedback talks: book the rooms | people, office
Close the books for October | tax
Close the books for September | tax
Budget: first draft for next year | planning
Compare offers for cleaning | office
Return the broken chair | office
Data processing agreement with Brightwater | contracts, legal
Put the holiday calendar online | people
Book the room for the winter party | people, office | About 25 people, one wheelchair, three vegans.
Choose a caterer for the winter party | people
Check who still has a key | safety, office
Travel policy: trains before planes | people, legal
Archive contracts older than ten years | legal, office
Ask the bank for a second card | expenses
Salary run for October | people
Salary run for November | people
Energy meter readings | office
Prepare the annual review with the accountant | tax, planning
Shelf for the meeting room | office
Renew the first-aid certificate | safety
"""),
    "FIELD": _read(r"""
Permit for pier 4 | permits | The port authority wants a drawing with dimensions.
Permit for the breakwater | permits
Mount sensors 1 to 6 on pier 2 | hardware, site
Mount sensors 7 to 12 on pier 4 | hardware, site
Salt crust on the housings: try a new coating | hardware, research
Battery lasts nine days instead of thirty | hardware, bug | The radio wakes up every two minutes, not every fifteen.
Replace the gateway’s antenna | hardware
Calibrate the tide gauge | site, data
Missing readings on Sunday night | data, bug
Dashboard for the harbour master | data | Big numbers, readable in sunlight.
Write the interim report | report
Send the interim report to the ministry | report
Compare our tide data with the official gauge | data, research
Boat for the second mounting day | site
Risk assessment for diving work | safety, permits
Life vests are due for inspection | safety
Order twelve spare batteries | hardware
Agree on data formats with Jonas | data
Clean up the raw data of September | data
Clean up the raw data of October | data
Photograph every mounting | site, report
Present the trial at the port day | report
Fix the clock drift on sensor 5 | hardware, bug
Firmware 1.3: roll out to three sensors | hardware
Firmware 1.3: roll out to all | hardware
Storm plan: who secures the masts? | safety, site
Recover sensor 9 from the mud | site
Ask the sailing club for their mooring | site, permits
Budget for the second phase | planning
Draft the application for phase two | planning, report | Two pages, figures in an annex.
"""),
}

OWN_WORK = _read(r"""
Book a dentist appointment | private
Read the chapter on queues | learning
Prepare my feedback talk | career
Renew my passport | private
File last month’s expenses | expenses
Thank Ben for the review | people
Plan my holidays | private
Clear out my inbox | office
Write down what I learnt at the conference | learning
Try the new editor for a week | learning
Cancel the old phone contract | private
One-to-one: collect topics | career
Birthday card for Hana | people
Bring the bike to the workshop | private
Sort the photos from the team day | people
Update my CV | career
Course: accessible forms | learning | Four evenings, online.
Return the library books | private
Order new glasses | private
Think about a talk for the spring fair | career
Ask Goran about the parental leave form | people
Learn to read query plans | learning
Note ideas for the hackathon | learning
Water the plants on Friday | office
Buy a present for Emil | people
Set up the new laptop | hardware
Check my pension letter | private
Register for the half marathon | private
Watch the recording of the demo | learning
Draft a reply to Tech Weekly | writing
Tidy the shared drive | office
Practise the presentation | career
Back up my notes | office
Find a tandem partner for Portuguese | learning
Lunch with the working student | people
Cancel the newspaper | private
Swap the winter tyres | private
Write to the landlord | private
Collect quotes for my slides | writing
Make an appointment with the eye doctor | private
Compare train tickets to Lisbon | expenses
Read Cleo’s interim report | learning
Prepare questions for the audit | office
Move my savings account | private
Plant bulbs before the frost | private
Call home | private
Repair the desk lamp | office
Write a letter of thanks to Mira | people
Organise the reading group | learning, people
Print the boarding passes | expenses
Decide about the gym | private
Update my out-of-office text | office
Review my goals for the quarter | career
Try out the new coffee beans | office
Ask for the recording licence | writing
Return Jonas’s cable | hardware
""")
