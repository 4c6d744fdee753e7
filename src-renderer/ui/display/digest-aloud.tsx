import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { digestColours, digestWords } from '../../../src-shared/model/digest-words.ts'
import { monospace } from '../../theme/tokens.ts'
import { Mono } from './mono.tsx'

/** A digest to be compared by several people: hexadecimal in fours, blocks for the eye, words for the ear. */
export function DigestAloud(props: {
  /** Whole octets in hexadecimal. */
  readonly hex: string
  readonly label: string
}): ReactElement {
  const { t } = useTranslation('ui')
  const words = digestWords(props.hex)
  const rows = Array.from({ length: Math.ceil(words.length / 4) }, (_, at) => words.slice(at * 4, at * 4 + 4))
  return (
    <Box role="group" aria-label={props.label} sx={{ display: 'grid', gap: 2, justifyItems: 'start', minWidth: 0 }}>
      <Mono value={props.hex} />
      <Box aria-hidden sx={{ display: 'flex', flexWrap: 'wrap', gap: '2px', maxWidth: 32 * 20 }}>
        {digestColours(props.hex).map(({ letter, colour, ink, framed }, at) => (
          <Box
            key={at}
            component="span"
            sx={{
              bgcolor: colour,
              color: ink,
              width: 18,
              height: 18,
              fontFamily: monospace,
              fontSize: 11,
              fontWeight: 700,
              lineHeight: '18px',
              textAlign: 'center',
              boxShadow: framed ? 'inset 0 0 0 2px currentColor' : 'none'
            }}
          >
            {letter}
          </Box>
        ))}
      </Box>
      <Box
        component="ol"
        aria-label={t('digestWords')}
        lang="en"
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
          columnGap: 6,
          listStyle: 'none',
          m: 0,
          p: 0,
          width: '100%'
        }}
      >
        {rows.map((row, at) => (
          <Typography key={at} component="li" variant="body2">
            <Box component="span" sx={{ color: 'text.secondary', pr: 2 }}>
              {at + 1}
            </Box>
            {row.join(' ')}
          </Typography>
        ))}
      </Box>
    </Box>
  )
}
