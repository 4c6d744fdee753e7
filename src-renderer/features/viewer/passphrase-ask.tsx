import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/layout/section.tsx'

/** The file is protected: asks for its passphrase. It goes to the engine and is not kept. */
export function PassphraseAsk(props: {
  readonly busy: boolean
  readonly onPassphrase: (passphrase: string) => void
}): ReactElement {
  const { t } = useTranslation('viewer')
  const [passphrase, setPassphrase] = useState('')
  return (
    <Box sx={{ maxWidth: 560 }}>
      <Section title={t('protected')} lead={t('protectedLead')}>
        <Box
          component="form"
          sx={{ display: 'flex', gap: 2 }}
          onSubmit={(event) => {
            event.preventDefault()
            props.onPassphrase(passphrase)
          }}
        >
          <TextField
            type="password"
            label={t('passphrase')}
            value={passphrase}
            autoFocus
            fullWidth
            autoComplete="off"
            onChange={({ target }) => {
              setPassphrase(target.value)
            }}
          />
          <Button type="submit" variant="contained" loading={props.busy}>
            {t('open')}
          </Button>
        </Box>
      </Section>
    </Box>
  )
}
