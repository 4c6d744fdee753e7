import Box from '@mui/material/Box'
import type { ReactElement, ReactNode } from 'react'
import { desktopBridge } from '../../client.ts'
import { sizes } from '../../theme/tokens.ts'
import { Brand } from './brand.tsx'

/** The page before sign-in: the name on top, one thing in the middle. */
export function Splash(props: { readonly children?: ReactNode; readonly width?: number }): ReactElement {
  return (
    <Box sx={{ minHeight: '100%', display: 'flex', flexDirection: 'column' }}>
      <Box
        component="header"
        sx={{
          height: sizes.bar,
          flex: 'none',
          px: 5,
          display: 'flex',
          alignItems: 'center',
          ...(desktopBridge() === undefined ? {} : { WebkitAppRegion: 'drag' })
        }}
      >
        <Brand />
      </Box>
      <Box component="main" sx={{ flex: 1, display: 'grid', placeItems: 'start center', px: 5, pt: '6vh', pb: 10 }}>
        <Box sx={{ width: '100%', maxWidth: props.width ?? 480 }}>{props.children}</Box>
      </Box>
    </Box>
  )
}
