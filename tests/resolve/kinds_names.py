"""Names and descriptions with their kinds, written for the tests and labelled by hand."""

from kg.model import AgentKind as K

NAMES = {
    K.PERSON: """
        Barack Obama; Hillary Clinton; Angela Merkel; Vladimir Putin; Emmanuel Macron; Narendra
        Modi; Theresa May; Margaret Thatcher; Nelson Mandela; Kofi Annan; Ban Ki-moon; Malala
        Yousafzai; Warren Buffett; Bill Gates; Tim Cook; Elon Musk; Serena Williams; Lionel
        Messi; Ruth Bader Ginsburg; Sonia Sotomayor; John Roberts; Christine Lagarde; Janet
        Yellen; Jean-Claude Juncker; Benjamin Netanyahu; Recep Tayyip Erdogan; Xi Jinping;
        Shinzo Abe
    """,
    K.GOVERNMENT_BODY: """
        White House; Pentagon; State Department; Justice Department; Department of Homeland
        Security; Treasury; Treasury Department; Federal Reserve; FBI; CIA; NSA; Environmental
        Protection Agency; Food and Drug Administration; Federal Bureau of Investigation;
        Central Intelligence Agency; Internal Revenue Service; Securities and Exchange
        Commission; Federal Trade Commission; Senate; House of Representatives; House
        Intelligence Committee; Congress; Parliament; Bundestag; Duma; Knesset; Kremlin; Downing
        Street; Home Office; Foreign Office; Cabinet Office; Ministry of Defence; Health
        Ministry; Interior Ministry; Kazakh Foreign Ministry; European Commission; European
        Parliament; Metropolitan Police; Scotland Yard; NYPD; Los Angeles Police Department;
        Secret Service; Coast Guard; National Guard; U.S. Army; Royal Navy; Israel Defense
        Forces; Revolutionary Guards; Border Patrol; Census Bureau; Bureau of Labor Statistics;
        Congressional Budget Office; Government Accountability Office; Office of Management and
        Budget; City Council; Port Authority; Obama administration; Trump administration; U.S.
        government; Kazakh government; National Security Council; Centers for Disease Control
        and Prevention; National Weather Service; NASA; Bank of England; European Central Bank;
        Reserve Bank of India; U.S. Geological Survey; Transportation Security Administration;
        Federal Election Commission; Supreme Leader's office
    """,
    K.MEDIA_OUTLET: """
        Associated Press; The Associated Press; Reuters; Agence France-Presse; AFP; Xinhua;
        TASS; Interfax; Bloomberg; Bloomberg News; New York Times; Washington Post; Wall Street
        Journal; Financial Times; Guardian; Daily Telegraph; Daily Mail; Times of India; Le
        Monde; Le Figaro; Der Spiegel; Die Welt; El Pais; La Repubblica; Haaretz; Jerusalem
        Post; Al Jazeera; BBC; BBC News; CNN; Fox News; MSNBC; NBC News; ABC News; CBS News;
        PBS; NPR; Politico; Vox; Breitbart; BuzzFeed; Huffington Post; Daily Beast; Time
        magazine; Newsweek; Economist; New Yorker; USA Today; Los Angeles Times; Chicago
        Tribune; Boston Globe; Khabar 24; Sky News; Channel 4; Russia Today; RIA Novosti;
        Anadolu Agency; Kyodo News; Yonhap News Agency; Press Association; Press Trust of India;
        Radio Free Europe; Voice of America; Asahi Shimbun; South China Morning Post; Global
        Times; People's Daily; Dawn; Axios; ProPublica
    """,
    K.COURT: """
        Supreme Court; U.S. Supreme Court; High Court; Court of Appeal; Constitutional Court;
        International Criminal Court; International Court of Justice; European Court of Human
        Rights; European Court of Justice; Ninth Circuit Court of Appeals; Ninth Circuit; Old
        Bailey; Moscow City Court; Permanent Court of Arbitration; Federal Court of Australia;
        Court of Arbitration for Sport; Southern District Court; Crown Court; Appeals Chamber;
        Labour Tribunal
    """,
    K.COMPANY: """
        Apple; Google; Microsoft; Amazon; Facebook; Twitter; Tesla; Boeing; Airbus; Volkswagen;
        Toyota; General Motors; Ford Motor Company; General Electric; Goldman Sachs; JPMorgan
        Chase; Bank of America; Wells Fargo; Deutsche Bank; HSBC; Exxon Mobil; Royal Dutch
        Shell; BP; Gazprom; Rosneft; Lockheed Martin; Johnson & Johnson; Pfizer; Walmart;
        McDonald's; Coca-Cola; Nestle; Samsung Electronics; Sony Corp.; Acme Inc.; Delta Air
        Lines; British Airways; Lufthansa; Uber; Airbnb; Netflix; Walt Disney Company; Credit
        Suisse; Morgan Stanley; Huawei; Alibaba Group; Tata Motors; Siemens; Nokia; Monsanto
    """,
    K.PARTY: """
        Republican Party; Democratic Party; Labour Party; Conservative Party; Liberal Democrats;
        Green Party; Scottish National Party; UK Independence Party; GOP; Republican National
        Committee; Democratic National Committee; RNC; DNC; Christian Democratic Union; National
        Front; Front National; Fatah; Hamas; Likud; United Russia; Communist Party of China;
        Sinn Fein; African National Congress; Muslim Brotherhood; Tories
    """,
    K.ORGANISATION: """
        United Nations; UN; NATO; World Health Organization; World Bank; International Monetary
        Fund; IMF; Red Cross; Amnesty International; Human Rights Watch; Greenpeace; Doctors
        Without Borders; Harvard University; University of Oxford; Massachusetts Institute of
        Technology; Brookings Institution; Heritage Foundation; Cato Institute; Pew Research
        Center; Planned Parenthood; National Rifle Association; American Civil Liberties Union;
        ACLU; NAACP; AFL-CIO; Trump campaign; Clinton campaign; Clinton Foundation; Catholic
        Church; Vatican; Taliban; Islamic State; Al Qaeda; FIFA; International Olympic
        Committee; European Union; EU; OPEC; Syrian Observatory for Human Rights; Mayo Clinic;
        Johns Hopkins Hospital; Chamber of Commerce; Black Lives Matter; Sierra Club; World
        Trade Organization; African Union; Arab League; Nobel Committee; WikiLeaks; Save the
        Children; Transparency International
    """,
    K.DOCUMENT: """
        Handbook of Tea;
        Quinnipiac poll; Gallup poll; CNN/ORC poll; Chilcot Report; Mueller report; Affordable
        Care Act; Patriot Act; Constitution; U.S. Constitution; Bible; Quran; Wikipedia; Paris
        Agreement; Iran deal; Treaty of Lisbon; First Amendment; Panama Papers; Beige Book; Pew
        survey; Human Development Report; Lancet study; Des Moines Register poll
    """,
    K.GROUP: """
        Republicans; Democrats; House Republicans; Senate Democrats; Americans; Russians;
        Muslims; Palestinians; Conservatives; Socialists; Clinton supporters; Trump supporters;
        Christians; Europeans; Kazakhs
    """,
}

NOUNS = {
    K.PERSON: """
        a spokeswoman; a senior official; an aide; the minister; a witness; the defendant; a
        resident; an analyst; a pollster; the whistleblower; a lobbyist; the mayor; a neighbor;
        a survivor; a former employee; the suspect; a veteran; the prosecutor; the coroner; a
        passenger; a refugee; a protester; a critic; the driver; a paramedic; the landlord; an
        investor; a farmer
    """,
    K.GROUP: """
        officials; critics; protesters; residents; witnesses; supporters; experts; analysts;
        people; two people; some; many; several lawmakers; opponents; the crowd; the opposition;
        voters; investigators; scientists; friends; relatives; the family; demonstrators;
        refugees; activists; neighbors; the public; prosecutors; diplomats; aides; sources;
        local people; campaigners; historians; the rebels; the couple; passengers; the jury;
        parents
    """,
    K.DOCUMENT: """
        a report; the filing; the lawsuit; a study; a poll; the survey; documents; the
        indictment; a letter; an email; emails; the memo; the statement; the complaint; court
        documents; the affidavit; the data; statistics; the article; the book; the transcript; a
        press release; the ruling; records; the website's terms; an autopsy; an invoice; the
        manifesto; a leaflet; the law; an editorial; a tweet; the ad; the index; court papers;
        figures; the questionnaire
    """,
    K.GOVERNMENT_BODY: """
        the government; the ministry; the police; the department; the agency; the
        administration; the military; authorities; the council; the committee; the army; the
        embassy; the regulator; the senate; city hall; the sheriff's office; the intelligence
        service; the fire department; the coast guard
    """,
    K.MEDIA_OUTLET: """
        the newspaper; state media; local media; the magazine; the website; the news agency; the
        broadcaster; state television; the paper; the station; the tabloid; the network
    """,
    K.COMPANY: """
        the company; the bank; the airline; the carmaker; the firm; the manufacturer; a
        retailer; the insurer; the oil giant; the startup; the utility; the supermarket
    """,
    K.ORGANISATION: """
        the university; the campaign; the hospital; the charity; the union; the institute; a
        think tank; the foundation; the church; the school; the group; the organization; a
        nonprofit; the team
    """,
    K.COURT: """
        the court; the tribunal; an appeals court; the high court
    """,
    K.PARTY: """
        the party; the ruling party
    """,
}


def entries(table):
    """(words, kind) of a table."""
    return [
        (" ".join(words.split()), kind) for kind, text in table.items() for words in text.split(";")
    ]
