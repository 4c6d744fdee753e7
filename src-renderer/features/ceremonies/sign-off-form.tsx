import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CeremonyView } from '../../../src-shared/api/ceremonies.ts'
import { useCommand } from '../../live.ts'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { CommandBlock } from '../../ui/services/command-block.tsx'
import { FileButton } from './file-button.tsx'
import { fileWord } from './file-word.ts'

/** One person signs the present step off: by passphrase, or by a signature that the own key made elsewhere. */
export function SignOffForm(props: {
  readonly ceremony: number
  readonly wanted: CeremonyView['missing'][number]
}): ReactElement {
  const { t } = useTranslation('ceremonies')
  const { role, person, witness, byPassphrase, byKey, toSign } = props.wanted
  const confirm = useCommand('ceremony.confirm')
  const witnessed = useCommand('ceremony.witness')
  const [passphrase, setPassphrase] = useState('')
  const [error, setError] = useState<unknown>(null)
  const sign = (means: { passphrase: string } | { signature: string }): void => {
    const wish = { ceremony: props.ceremony, role, person, ...means }
    // What was typed is for this one try.
    setPassphrase('')
    setError(null)
    ;(witness ? witnessed : confirm).mutate(wish, { onError: setError })
  }
  const busy = confirm.isPending || witnessed.isPending
  const stem = `sign-off-${fileWord(person)}`
  return (
    <Box sx={{ display: 'grid', gap: 4, maxWidth: 900 }}>
      {byPassphrase && (
        <Box
          component="form"
          onSubmit={(event) => {
            event.preventDefault()
            if (passphrase !== '') sign({ passphrase })
          }}
          sx={{ display: 'flex', gap: 3, alignItems: 'center', flexWrap: 'wrap' }}
        >
          <TextField
            type="password"
            label={t('signOff.passphrase', { person })}
            value={passphrase}
            autoFocus
            autoComplete="off"
            sx={{ flex: 1, minWidth: 260 }}
            onChange={({ target }) => {
              setPassphrase(target.value)
            }}
          />
          <Button type="submit" size="large" variant="contained" disabled={passphrase === ''} loading={busy}>
            {t(witness ? 'signOff.witness' : 'signOff.confirm')}
          </Button>
        </Box>
      )}
      {byKey && (
        <>
          <Typography>{t('signOff.byKey', { person })}</Typography>
          <CommandBlock title={t('signOff.text')} text={toSign} file={`${stem}.txt`} />
          <CommandBlock
            title={t('signOff.example')}
            text={`openssl cms -sign -binary -md sha256 -signer ${fileWord(person)}.pem -inkey ${fileWord(person)}.key -in ${stem}.txt -outform PEM -out ${stem}.p7s`}
          />
          <Box>
            <FileButton
              large
              disabled={busy}
              label={t('signOff.choose', { person })}
              accept=".p7s,.pem,.sig,.der,.b64"
              onError={setError}
              onFile={({ content }) => {
                sign({ signature: content })
              }}
            />
          </Box>
        </>
      )}
      <ErrorView error={error} />
    </Box>
  )
}
