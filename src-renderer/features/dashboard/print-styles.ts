/** On paper: the figures alone, over as many pages as they need, dark on white. */
export const printStyles = {
  '@media print': {
    'html, body, #root': { height: 'auto !important', overflow: 'visible !important', background: '#fff !important' },
    'body > div *': { overflow: 'visible !important' },
    'nav, body > div header:not(main header), .chart-tools, [role="tooltip"]': { display: 'none !important' },
    main: { overflow: 'visible !important', height: 'auto !important' },
    'body > div > div': { height: 'auto !important', display: 'block !important' }
  }
} as const
