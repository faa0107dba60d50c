"""Sentences written for the tests, with who passes on whose words, outermost first.

Each chain is a sequence of source words as they stand, "-" for a source that is not named. A
sentence has all of its chains of two and more; () when nobody passes on anybody's words.
"""

CHAINS = [
    # Citing somebody.
    ("Citing the Health Ministry, Khabar 24 reported that the death toll had risen.",
     [("Khabar 24", "the Health Ministry")]),
    ("The newspaper reported, citing police, that two men had been arrested.",
     [("The newspaper", "police")]),
    ("Reuters reported, citing two officials, that talks had begun.",
     [("Reuters", "two officials")]),
    ("State television said the bridge was closed, citing the Interior Ministry.",
     [("State television", "the Interior Ministry")]),
    ("Quoting unnamed officials, the Washington Post reported that the talks had failed.",
     [("the Washington Post", "unnamed officials")]),
    ("The agency said that the port was open, quoting the mayor.",
     [("The agency", "the mayor")]),
    ("According to Xinhua, which cited the police, ten people were hurt.",
     [("Xinhua, which cited the police", "the police")]),
    ("The Guardian, citing a leaked report, said that the plant was unsafe.",
     [("The Guardian", "a leaked report")]),
    ("Interfax reported that the minister had resigned, citing a source in the government.",
     [("Interfax", "a source in the government")]),
    ("CNN reported on Monday, citing three people familiar with the case, that the deal was dead.",
     [("CNN", "three people familiar with the case")]),
    # Told somebody that somebody had said.
    ("The lawyer told Reuters that the minister had said the deal was dead.",
     [("The lawyer", "the minister")]),
    ("A spokesman told the BBC that officials believed the fire was deliberate.",
     [("A spokesman", "officials")]),
    ("The mayor said that police told him the road was closed.",
     [("The mayor", "police")]),
    ("The newspaper said the president had told aides that he would not run again.",
     [("The newspaper", "the president")]),
    ("Witnesses said the driver claimed that the brakes had failed.",
     [("Witnesses", "the driver")]),
    ("The report says that investigators concluded that the pilot was tired.",
     [("The report", "investigators")]),
    ("The BBC reported that the company denied that it had broken the law.",
     [("The BBC", "the company")]),
    ("The senator said the White House promised that the law would be changed.",
     [("The senator", "the White House")]),
    # Three deep.
    ("Khabar 24 reported that the ministry said that doctors warned that the virus was spreading.",
     [("Khabar 24", "the ministry", "doctors")]),
    ("The Times said the senator told colleagues that the president believed the vote was lost.",
     [("The Times", "the senator", "the president")]),
    # According to, inside.
    ("The minister said that, according to the police, ten people were hurt.",
     [("The minister", "the police")]),
    ("According to the newspaper, the minister said that the deal was dead.",
     [("the newspaper", "the minister")]),
    ("The agency said that according to preliminary data the attackers were foreigners.",
     [("The agency", "preliminary data")]),
    ("The bridge is unsafe, the mayor said, according to the newspaper.",
     [("the newspaper", "the mayor")]),
    # Quotations inside quotations.
    ("“The judge told me, ‘You are free to go,’” the man said.",
     [("the man", "The judge")]),
    ("“She said, ‘I will not pay,’” the landlord said.",
     [("the landlord", "She")]),
    ("“They told us that the bank was closed,” the woman said.",
     [("the woman", "They")]),
    ("The officer said: “The driver told me that he had fallen asleep.”",
     [("The officer", "The driver")]),
    ("“The doctors say that he will live,” his wife told reporters.",
     [("his wife", "The doctors")]),
    # Documents that somebody has got or seen.
    ("The bank hid its losses, according to documents obtained by the Guardian.",
     [("the Guardian", "documents obtained by the Guardian")]),
    ("According to emails seen by Reuters, the company knew of the leak.",
     [("Reuters", "emails seen by Reuters")]),
    ("The plant was unsafe, according to an internal report reviewed by the Associated Press.",
     [("the Associated Press", "an internal report reviewed by the Associated Press")]),
    ("A letter seen by the BBC said that the school would close.",
     [("the BBC", "A letter seen by the BBC")]),
    ("In a letter seen by Reuters, the minister said that the school would close.",
     [("Reuters", "the minister")]),
    ("The minister said in a memo obtained by the New York Times that the school would close.",
     [("the New York Times", "the minister")]),
    ("The company knew of the leak, documents obtained by the newspaper show.",
     [("the newspaper", "documents obtained by the newspaper")]),
    # No chain: the addressee is not a source, and two who agree are not one after the other.
    ("The minister told Reuters that the deal was dead.", []),
    ("The minister said in an interview with the BBC that the deal was dead.", []),
    ("The mayor said that the road was closed.", []),
    ("The mayor said the road was closed and the police said it was open.", []),
    ("According to the police, ten people were hurt.", []),
    ("“The road is closed,” the mayor said. “It will open soon.”", []),
    ("The company obtained documents, the mayor said.", []),
    ("The bank hid its losses, according to documents.", []),
    ("Citing a need for rest, the minister said that he would resign.", []),
    ("Citing high costs, the company said that it would close the plant.", []),
    ("The plant was closed by the ministry, the report says.", []),
]  # fmt: skip


def chains_of(record):
    """The chains of a record as sequences of source words, each from a root to an innermost one."""
    by_id = {a.id: a for a in record.attributions}
    reported = {inner for a in record.attributions for inner in a.reports}

    def below(one):
        words = record.quote(one.source) or "-"
        if not one.reports:
            return [(words,)]
        return [(words, *rest) for inner in one.reports for rest in below(by_id[inner])]

    roots = [a for a in record.attributions if a.id not in reported]
    return [chain for root in roots for chain in below(root) if len(chain) > 1]
