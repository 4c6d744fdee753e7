import Box from '@mui/material/Box'
import CircularProgress from '@mui/material/CircularProgress'
import Link from '@mui/material/Link'
import { Suspense, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Outlet } from 'react-router'
import type { RailGroup } from '../../feature.ts'
import { ActionProvider } from '../action/action-registry.tsx'
import { TouchPrompt } from '../tokens/touch-prompt.tsx'
import { CommandPalette } from './command-palette.tsx'
import { DropZone } from './drop-zone.tsx'
import { useKeptFocus } from './kept-focus.ts'
import { KeyHelp } from './key-help.tsx'
import { Rail } from './rail.tsx'
import { ShellDialogs } from './shell-dialogs.tsx'
import { TopBar } from './top-bar.tsx'

/** The frame of every screen: rail on the left, bar on top, content in the middle. */
export function AppShell(props: { readonly rail: readonly RailGroup[] }): ReactElement {
  const { t } = useTranslation('ui')
  useKeptFocus()
  return (
    <ActionProvider>
      <ShellDialogs>
        <Link
          href="#content"
          onClick={(event) => {
            event.preventDefault()
            document.getElementById('content')?.focus()
          }}
          sx={{
            position: 'absolute',
            left: -9999,
            '&:focus': { left: 16, top: 8, zIndex: 'tooltip', p: 2, bgcolor: 'background.paper' }
          }}
        >
          {t('skip')}
        </Link>
        <Box sx={{ display: 'flex', flexDirection: 'column', height: '100%', overflow: 'hidden' }}>
          <TopBar />
          <Box sx={{ display: 'flex', flex: 1, minHeight: 0 }}>
            <Rail groups={props.rail} />
            <Box
              component="main"
              id="content"
              tabIndex={-1}
              // A field that takes the focus comes out from under the buttons that stay at the bottom.
              // What is hidden from view alone is placed within: else it made the window itself scroll.
              sx={{
                position: 'relative',
                flex: 1,
                minWidth: 0,
                overflow: 'auto',
                outline: 'none',
                '&:has([data-sticky])': { scrollPaddingBottom: '112px' }
              }}
            >
              <Suspense fallback={<CircularProgress aria-label={t('loading')} sx={{ m: 8 }} />}>
                <Outlet />
              </Suspense>
            </Box>
          </Box>
        </Box>
        <CommandPalette rail={props.rail} />
        <KeyHelp />
        <DropZone />
        <TouchPrompt />
      </ShellDialogs>
    </ActionProvider>
  )
}
