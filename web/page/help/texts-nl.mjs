// De handleiding in de pagina. Elk hoofdstuk: voor welke rollen, en per onderdeel wat het is en hoe het gaat.
/** @type {Tz.Manual} */
export default {
  chapters: [
    {
      name: 'desk',
      title: 'Verkiezingstafel',
      roles: ['table-operator', 'table-member'],
      parts: [
        [
          'Wat vraagt nu iets van iemand?',
          'Links staat elke situatie op één regel: wat, waar, sinds wanneer, wie het heeft. Wat nog van ' +
            'niemand is staat bovenaan, het zwaarste eerst. Klik op een regel voor alles wat erbij hoort.'
        ],
        [
          'Nog te beoordelen',
          'Daaronder staan meldingen die nog niemand beoordeelde. Bevestig (v), voeg samen (m) of wijs af ' +
            '(d). Met n gaat u naar de ergste. Afwijzen kunt u vijf seconden terugnemen.'
        ],
        [
          'Oppakken en opschalen',
          'Wie oppakt (a) heeft het: iedereen ziet wie en sinds wanneer. Pakt niemand iets op tijd op, dan ' +
            'gaat het vanzelf een niveau hoger. Zelf opschalen kan met e.'
        ],
        [
          'De tellers zijn filters',
          'Druk op een getal bovenaan en kaart, lijst en adresbalk laten alleen die stembureaus zien. Het ' +
            'adres kunt u naar iemand sturen.'
        ],
        [
          'Verhalen',
          'Wat mensen beweren staat naast wat stembureaus zelf melden. Een weerlegging maakt u uit de ' +
            'feiten; een lid van de tafel keurt die goed voordat ze naar buiten gaat.'
        ],
        [
          'Terugkijken en bewaren',
          'In het menu: een moment van eerder op de dag, met een adres dat u kunt delen. Elke lijst ' +
            'bewaart u als CSV of Excel, en elke pagina drukt u af als situatiebeeld.'
        ]
      ]
    },
    {
      name: 'municipality',
      title: 'Gemeente',
      roles: ['municipality'],
      parts: [
        [
          'Stembureaus inlezen',
          'Kies Stembureaus importeren en laat het bestand los (EML 110b, CSV of rekenblad). U ziet eerst ' +
            'wat er verandert. Wat niet klopt staat per regel, en is te bewaren. Een import is terug te ' +
            'draaien.'
        ],
        [
          'Voorzitters laten inloggen',
          'Open een stembureau en kies Inloggen van de voorzitter. U krijgt één keer een wachtwoord te ' +
            'zien. Is een telefoon kwijt, geef dan een nieuw wachtwoord: het oude werkt dan niet meer.'
        ],
        [
          'Eén stembureau bijwerken',
          'Open het stembureau en meld namens de voorzitter: toestand, wachttijd of kiezers. Een verkeerde ' +
            'melding verbetert u met een reden. Een notitie staat meteen bij wat er verandert.'
        ],
        [
          'Alle stembureaus tegelijk',
          'Kies ze in de lijst, kies wat ermee moet, en lees de samenvatting voordat het gebeurt. Wat niet ' +
            'kon staat daarna gegroepeerd per reden.'
        ],
        [
          'Wat eerst aandacht vraagt',
          'De lijst begint met wat niet is zoals het hoort: geschorst, te laat open, stil, lange ' +
            'wachttijd. Zoek op naam, nummer of straat.'
        ]
      ]
    },
    {
      name: 'triangle',
      title: 'Driehoek',
      roles: ['mayor', 'police', 'prosecutor'],
      parts: [
        [
          'Nu',
          'Bovenaan staat het dringendste dat op u wacht, met het getal en de regel. Oppakken is één keer ' +
            'tikken. Staat er niets, dan wacht er niets op u.'
        ],
        [
          'Een geschorste zitting',
          'De burgemeester beslist op de kaart wanneer en waar de zitting verdergaat. Binnen vijf seconden ' +
            'kunt u dat terugnemen.'
        ],
        [
          'Grenzen',
          'Een grens is wat u samen verdraagt rond een stembureau: hoeveel mensen, hoe dichtbij, hoe lang. ' +
            'Hij geldt als burgemeester, politie en officier akkoord zijn. Wordt hij overschreden, dan staat ' +
            'dat onder Nu.'
        ],
        ['Melden', 'Onderaan Nu meldt u zelf wat u ziet. Het komt bij uw gemeente en bij de tafel.']
      ]
    },
    {
      name: 'chair',
      title: 'Voorzitter',
      roles: ['station-chair'],
      parts: [
        [
          'De volgende stap',
          'De grote knop bovenaan is wat nu kan: open, gesloten, tellen. Sluit u voor de tijd, dan vraagt ' +
            'de pagina het eerst.'
        ],
        ['Wachttijd', 'Tik een aantal minuten en verstuur. Doe dat elk half uur, ook als het nul is.'],
        [
          'Zonder netwerk',
          'Meld gewoon door. Wat niet weg kan wacht op de telefoon en gaat vanzelf mee, ook na herladen. U ' +
            'ziet hoeveel er wacht.'
        ],
        [
          'Vergist?',
          'Vijf minuten lang staat er een knop om het terug te nemen. Later verbetert u het, met een reden.'
        ],
        ['Gebeurt er iets?', 'Bel bij gevaar eerst 112. Meld het daarna onderaan de pagina.']
      ]
    },
    {
      name: 'observer',
      title: 'Waarnemer',
      roles: ['observer'],
      parts: [
        ['Aankomen', 'Kies het stembureau en meld dat u er bent. Dan opent de vragenlijst van dat moment.'],
        [
          'Bevindingen',
          'Schrijf op wat u zag, niet wat u ervan vindt. De gemeente kan antwoorden; beide blijven staan.'
        ],
        ['Gehinderd', 'Mag u er niet bij zijn? Meld dat meteen. Het gaat naar de gemeente en naar de tafel.']
      ]
    },
    {
      name: 'partner',
      title: 'Partner',
      roles: ['partner'],
      parts: [
        [
          'Melden wat u ziet',
          'Zet de bewering in de woorden van de bron, met een adres of afbeelding. U ziet van uw eigen ' +
            'meldingen hoe het ermee staat.'
        ]
      ]
    },
    {
      name: 'auditor',
      title: 'Toezicht',
      roles: ['auditor'],
      parts: [
        [
          'Kijken en teruglezen',
          'U ziet het hele land en verandert niets. Met Terugkijken ziet u elk moment zoals het toen was.'
        ],
        ['Accounts', 'Onder Accounts staat wie welke rechten kreeg, van wie en wanneer.'],
        [
          'Bewijs',
          'Elk uur tekent de hub de stand van het journaal. Met tools/CheckChain.java controleert u dat ' +
            'zonder account.'
        ]
      ]
    },
    {
      name: 'admin',
      title: 'Beheer',
      roles: ['admin'],
      parts: [
        ['Knooppunten', 'Hoe elke machine het doet, in woorden, en wat ze verschillend hebben ingesteld.'],
        [
          'Accounts',
          'Voeg toe, wijzig, geef een nieuw wachtwoord, beëindig sessies. Een gemaakt wachtwoord ziet u ' +
            'één keer. Gemeenten geven hun voorzitters zelf een inlog.'
        ],
        ['Opslag en grenzen', 'Wat ruimte inneemt, wat groeide, en wat bijna vol is.']
      ]
    },
    {
      name: 'all',
      title: 'Voor iedereen',
      roles: [],
      parts: [
        [
          'Is dit beeld van nu?',
          'Rechtsboven staat Live. Hoort de pagina twaalf seconden niets, dan zegt ze dat over de hele ' +
            'breedte en verliest ze haar kleur. Handel dan niet op wat u ziet.'
        ],
        [
          'Wie zei het, en hoe oud is het?',
          'Bij elk feit staat wie het zei en hoe lang geleden. Onbevestigd betekent: iemand meldde het, ' +
            'niemand heeft het nagegaan.'
        ],
        ['Toetsen', 'Druk op ? voor de toetsen. U kunt ze uitzetten als u met spraak werkt.'],
        ['Oefening', 'Staat er OEFENING bovenaan, dan is niets wat u ziet of doet echt.']
      ]
    }
  ],
  tours: {
    desk: [
      [
        '.bar .day-clock',
        'De klok van de dag',
        'Alle tijden zijn Nederlandse tijd. Ernaast: hoe lang nog tot sluiting.'
      ],
      ['tz-counters', 'Tellers', 'Druk op een getal en u ziet alleen die stembureaus, op de kaart en in de lijst.'],
      ['.situations', 'Wat iets vraagt', 'Elke situatie een regel, wat van niemand is bovenaan. Klik om op te pakken.'],
      ['.assess', 'Nog te beoordelen', 'Nieuwe meldingen. Druk op n voor de ergste en op v om te bevestigen.'],
      [
        '.map-frame',
        'De kaart',
        'Hoe groter, hoe belangrijker. Een getal telt stembureaus met aandacht in een gemeente.'
      ],
      ['.side', 'Wat er verandert', 'En daarnaast lijsten: stembureaus, verhalen, gemeenten, grenzen, dienst.'],
      ['.bar .connection', 'Live of niet', 'Staat hier geen Live, handel dan niet op wat u ziet.']
    ],
    triangle: [
      ['.triangle > .tabs', 'Nu', 'Het getal bij Nu is hoeveel er op u wacht.'],
      ['.now-page', 'Het dringendste eerst', 'Oppakken of beslissen doet u op de kaart zelf.'],
      ['.bar .connection', 'Live of niet', 'Staat hier geen Live, bel dan: het beeld kan oud zijn.']
    ],
    chair: [
      ['.chair .steps', 'De volgende stap', 'De grote knop is wat nu kan.'],
      ['.chair .choices', 'Wachttijd', 'Tik een aantal minuten en verstuur. Elk half uur, ook als het nul is.'],
      ['.chair .receipt', 'Bewijs', 'Hier staat wat is aangekomen, en wat nog wacht op verbinding.'],
      ['.chair .happening', 'Gebeurt er iets?', 'Bel bij gevaar eerst 112, en meld het dan hier.']
    ]
  }
};
