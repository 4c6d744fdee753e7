import Box from '@mui/material/Box'
import type { ReactElement } from 'react'
import { Mono } from '../../ui/display/mono.tsx'

/** A fingerprint as numbered words to read aloud, the hexadecimal digits below. */
export function FingerprintWords(props: {
  readonly label: string
  readonly words: readonly string[]
  readonly hex: string
}): ReactElement {
  return (
    <Box sx={{ display: 'grid', gap: 2 }}>
      <Box
        component="ol"
        aria-label={props.label}
        sx={{
          display: 'grid',
          gridTemplateColumns: 'repeat(auto-fill, minmax(124px, 1fr))',
          columnGap: 3,
          rowGap: 1,
          m: 0,
          pl: 6,
          fontSize: 13
        }}
      >
        {props.words.map((word, index) => (
          <li key={index}>{word}</li>
        ))}
      </Box>
      <Mono value={props.hex} />
    </Box>
  )
}
