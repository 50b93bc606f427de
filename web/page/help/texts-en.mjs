// The manual in the page. Each chapter: for which roles, and of each part what it is and how it goes.
/** @type {Tz.Manual} */
export default {
  chapters: [
    {
      name: 'desk',
      title: 'Election table',
      roles: ['table-operator', 'table-member'],
      parts: [
        [
          'What needs somebody now?',
          'At the left each situation is a row: what, where, since when, who has it. What nobody has comes ' +
            'first, the gravest on top. Click a row for all that belongs to it.'
        ],
        [
          'Still to assess',
          'Below are reports that nobody has judged. Verify (v), merge (m) or dismiss (d). n goes to the ' +
            'worst. Dismissing can be taken back for five seconds.'
        ],
        [
          'Taking on and escalating',
          'Whoever takes something on (a) has it: everybody sees who, and since when. What nobody takes on ' +
            'in time goes one level up by itself. You escalate with e.'
        ],
        [
          'Counters are filters',
          'Press a number at the top and map, list and address bar show those stations only. The address ' +
            'can be sent to somebody.'
        ],
        [
          'Narratives',
          'What people claim stands beside what stations reported. You make a rebuttal from the facts; a ' +
            'member of the table approves it before it goes out.'
        ],
        [
          'Looking back, and keeping',
          'In the menu: a moment earlier in the day, with an address to share. Each list can be saved as ' +
            'CSV or Excel, and each page prints as a situation report.'
        ]
      ]
    },
    {
      name: 'municipality',
      title: 'Municipality',
      roles: ['municipality'],
      parts: [
        [
          'Importing stations',
          'Choose Import stations and drop the file (EML 110b, CSV or spreadsheet). You see first what ' +
            'will change. What is wrong is listed by row, and can be saved. An import can be undone.'
        ],
        [
          'Log-ins for chairs',
          'Open a station and choose The log-in of the chair. You see a password once. When a phone is ' +
            'lost give a new password: the old one stops working.'
        ],
        [
          'One station',
          'Open it and report for its chair: state, waiting time or voters. A wrong report is corrected ' +
            'with a reason. A note appears at once among what changes.'
        ],
        [
          'All stations at once',
          'Select them in the list, say what has to happen, and read the summary before it does. What ' +
            'could not be done is grouped by reason.'
        ],
        [
          'What needs attention first',
          'The list begins with what is not as it should be: suspended, late, silent, long waiting. Search ' +
            'by name, number or street.'
        ]
      ]
    },
    {
      name: 'triangle',
      title: 'Mayor, police, prosecutor',
      roles: ['mayor', 'police', 'prosecutor'],
      parts: [
        [
          'Now',
          'On top is the most urgent thing that waits for you, with the number and the rule. Taking it on ' +
            'is one tap. When nothing is there, nothing waits for you.'
        ],
        [
          'A suspended session',
          'The mayor decides on the card when and where the session goes on. For five seconds that can be taken back.'
        ],
        [
          'Limits',
          'A limit is what you bear together around a station: how many people, how near, how long. It ' +
            'holds when mayor, police and prosecutor agree. When it is exceeded, that stands under Now.'
        ],
        [
          'Reporting',
          'At the bottom of Now you report what you see yourself. It goes to your municipality and the table.'
        ]
      ]
    },
    {
      name: 'chair',
      title: 'Chair',
      roles: ['station-chair'],
      parts: [
        [
          'The next step',
          'The large button on top is what can be done now: open, closed, counting. When you close early ' +
            'the page asks first.'
        ],
        ['Waiting time', 'Tap a number of minutes and send. Do that every half hour, also when it is zero.'],
        [
          'Without a network',
          'Go on reporting. What can not leave waits on the phone and goes by itself, also after a reload. ' +
            'You see how much waits.'
        ],
        ['A mistake?', 'For five minutes there is a button to take it back. Later you correct it, with a reason.'],
        ['Is something happening?', 'In danger call 112 first. Then report it at the bottom of the page.']
      ]
    },
    {
      name: 'observer',
      title: 'Observer',
      roles: ['observer'],
      parts: [
        ['Arriving', 'Choose the station and say that you are there. The checklist of that moment opens.'],
        ['Findings', 'Write what you saw, not what you think of it. The municipality can answer; both stay.'],
        ['Hindered', 'May you not be there? Report it at once. It goes to the municipality and the table.']
      ]
    },
    {
      name: 'partner',
      title: 'Partner',
      roles: ['partner'],
      parts: [
        [
          'Reporting what you see',
          'Give the claim in the words of its source, with an address or a picture. Of your own reports ' +
            'you see how they stand.'
        ]
      ]
    },
    {
      name: 'auditor',
      title: 'Auditor',
      roles: ['auditor'],
      parts: [
        [
          'Looking, and looking back',
          'You see the whole country and change nothing. Looking back shows each moment as it was then.'
        ],
        ['Accounts', 'Under Accounts stands who was given which rights, by whom and when.'],
        [
          'Proof',
          'Each hour the hub signs the state of its journal. With tools/CheckChain.java you check that ' +
            'without an account.'
        ]
      ]
    },
    {
      name: 'admin',
      title: 'Running the hub',
      roles: ['admin'],
      parts: [
        ['Nodes', 'How each machine is doing, in words, and what they have set differently.'],
        [
          'Accounts',
          'Add, change, give another password, end sessions. A password that was made is shown once. ' +
            'Municipalities give their chairs a log-in themselves.'
        ],
        ['Storage and bounds', 'What takes room, what grew, and what is nearly full.']
      ]
    },
    {
      name: 'all',
      title: 'For everybody',
      roles: [],
      parts: [
        [
          'Is this picture of now?',
          'At the top right it says Live. When the page hears nothing for twelve seconds it says so across ' +
            'its width and loses its colour. Do not act on what you see then.'
        ],
        [
          'Who said it, and how old is it?',
          'Each fact says who said it and how long ago. Unverified means: somebody reported it, nobody has ' +
            'checked it.'
        ],
        ['Keys', 'Press ? for the keys. They can be switched off, if you work by speech.'],
        ['Exercise', 'When it says EXERCISE on top, nothing that you see or do is real.']
      ]
    }
  ],
  tours: {
    desk: [
      ['.bar .day-clock', 'The clock of the day', 'All times are Dutch time. Beside it: how long until closing.'],
      ['tz-counters', 'Counters', 'Press a number and you see those stations only, on the map and in the list.'],
      ['.situations', 'What needs somebody', 'Each situation a row, what nobody has on top. Click to take it on.'],
      ['.assess', 'Still to assess', 'New reports. Press n for the worst and v to verify.'],
      [
        '.map-frame',
        'The map',
        'The larger, the more important. A number counts stations with attention in a municipality.'
      ],
      ['.side', 'What changes', 'And beside it lists: stations, narratives, municipalities, limits, duty.'],
      ['.bar .connection', 'Live or not', 'When this does not say Live, do not act on what you see.']
    ],
    triangle: [
      ['.triangle > .tabs', 'Now', 'The number at Now is how many things wait for you.'],
      ['.now-page', 'The most urgent first', 'You take on or decide on the card itself.'],
      ['.bar .connection', 'Live or not', 'When this does not say Live, call: the picture may be old.']
    ],
    chair: [
      ['.chair .steps', 'The next step', 'The large button is what can be done now.'],
      ['.chair .choices', 'Waiting time', 'Tap a number of minutes and send. Every half hour, also when it is zero.'],
      ['.chair .receipt', 'Receipt', 'Here stands what has arrived, and what still waits for a connection.'],
      ['.chair .happening', 'Is something happening?', 'In danger call 112 first, and then report it here.']
    ]
  }
};
