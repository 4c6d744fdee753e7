import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'

/** What was made, and on to work. */
export function ReadyPanel(props: { readonly made: readonly string[]; readonly onGo: () => void }): ReactElement {
  const { t } = useTranslation('setup')
  return (
    <Box sx={{ display: 'grid', gap: 4, justifyItems: 'start' }}>
      <Typography variant="h2">{t('ready.title')}</Typography>
      {props.made.length === 0 ? (
        <Typography>{t('ready.nothing')}</Typography>
      ) : (
        <Box>
          <Typography color="textSecondary">{t('ready.made')}</Typography>
          <Box component="ul" sx={{ mt: 1, pl: 5 }}>
            {props.made.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </Box>
        </Box>
      )}
      <Button variant="contained" onClick={props.onGo} autoFocus>
        {t('ready.go')}
      </Button>
    </Box>
  )
}
