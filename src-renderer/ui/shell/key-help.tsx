import Box from '@mui/material/Box'
import Dialog from '@mui/material/Dialog'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { shortcutText } from '../action/action.ts'
import { isMac } from '../platform.ts'
import { useShellDialog } from './shell-dialogs.tsx'

const keys: readonly (readonly [string, string])[] = [
  ['mod+k', 'palette'],
  ['mod+n', 'new'],
  ['/', 'filter'],
  ['j', 'next'],
  ['k', 'previous'],
  ['Enter', 'open'],
  ['Space', 'select'],
  ['Shift F10', 'rowMenu'],
  ['Esc', 'close'],
  ['a', 'approve'],
  ['d', 'decline'],
  ['r', 'revoke'],
  ['e', 'export'],
  ['?', 'help']
]

/** All keys on one card. */
export function KeyHelp(): ReactElement {
  const { t } = useTranslation('ui')
  const dialog = useShellDialog()
  return (
    <Dialog
      open={dialog.shown === 'keys'}
      onClose={() => {
        dialog.show(null)
      }}
      fullWidth
      maxWidth="xs"
      aria-labelledby="key-help-title"
    >
      <DialogTitle id="key-help-title">{t('keys.title')}</DialogTitle>
      <DialogContent>
        <Box component="dl" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 6, rowGap: 2, m: 0 }}>
          {keys.map(([key, word]) => (
            <Box key={key} sx={{ display: 'contents' }}>
              <dt>
                <Box
                  component="kbd"
                  sx={{ px: 2, py: 0.5, border: 1, borderColor: 'divider', borderRadius: 1, whiteSpace: 'nowrap' }}
                >
                  {key.length > 1 && !key.startsWith('mod') ? key : shortcutText(key, isMac())}
                </Box>
              </dt>
              <Box component="dd" sx={{ m: 0 }}>
                {t(`keys.${word}`)}
              </Box>
            </Box>
          ))}
        </Box>
      </DialogContent>
    </Dialog>
  )
}
