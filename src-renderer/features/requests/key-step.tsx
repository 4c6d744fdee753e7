import Box from '@mui/material/Box'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { isKeyAlgorithmId, keyAlgorithms } from '../../../src-shared/model/algorithm.ts'
import { purpose } from '../../../src-shared/model/key-purpose.ts'
import type { ProfileContent } from '../../../src-shared/model/profile.ts'
import { CsrOverview } from '../../ui/certificate/csr-overview.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { FileDrop } from '../../ui/form/file-drop.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { useMay } from '../../state/session.tsx'
import { monospace } from '../../theme/tokens.ts'
import { csrProblem, type CsrProblem } from './csr-text.ts'
import type { Inspection } from './use-inspection.ts'

/** Where the public key comes from. */
export interface KeyChoice {
  readonly from: 'csr' | 'make'
  readonly csr: string
  readonly algorithm: string
}

/** Purposes of certificates that people carry: id-kp-clientAuth, codeSigning, emailProtection, and Microsoft's smart-card logon. */
const carried: readonly string[] = [
  purpose.clientAuth,
  purpose.codeSigning,
  purpose.emailProtection,
  purpose.smartcardLogon
]

function forPersons(profile: ProfileContent | undefined): boolean {
  const purposes = profile?.extendedKeyUsage?.oids ?? []
  return !purposes.includes(purpose.serverAuth) && purposes.some((oid) => carried.includes(oid))
}

/** The key of a person may be made on a YubiKey, which has a wizard of its own. */
function OnYubiKey(): ReactElement | null {
  const { t } = useTranslation('requests')
  const may = useMay('token.manage')
  if (!may) return null
  return (
    <Typography variant="caption" color="textSecondary">
      {t('new.key.onYubiKey')}{' '}
      <LinkFor may="token.manage" to="/yubikeys">
        {t('new.key.openYubiKeys')}
      </LinkFor>
    </Typography>
  )
}

/** A CSR by paste, file or drop, shown parsed at once; or a key made by Chancery. */
export function KeyStep(props: {
  readonly choice: KeyChoice
  readonly profile: ProfileContent | undefined
  readonly inspection: Inspection
  readonly onChange: (choice: KeyChoice) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const { choice, profile, inspection, onChange } = props
  const mayMake = profile?.keyByChancery !== false
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      <ToggleButtonGroup
        exclusive
        fullWidth
        color="primary"
        aria-label={t('new.key.step')}
        value={choice.from}
        onChange={(_, from: KeyChoice['from'] | null) => {
          if (from !== null) onChange({ ...choice, from })
        }}
      >
        <ToggleButton value="csr" sx={{ textTransform: 'none' }}>
          {t('new.key.csr')}
        </ToggleButton>
        <ToggleButton value="make" disabled={!mayMake} sx={{ textTransform: 'none' }}>
          {t('new.key.make')}
        </ToggleButton>
      </ToggleButtonGroup>
      {!mayMake && <Typography variant="caption">{t('new.key.makeForbidden')}</Typography>}
      {forPersons(profile) && <OnYubiKey />}
      {choice.from === 'csr' ? (
        <CsrInput {...props} />
      ) : (
        <TextField
          select
          label={t('new.key.algorithm')}
          helperText={t('new.key.makeHelp')}
          value={choice.algorithm}
          onChange={(event) => {
            onChange({ ...choice, algorithm: event.target.value })
          }}
        >
          {(profile?.keyAlgorithms ?? [choice.algorithm]).map((id) => (
            <MenuItem key={id} value={id}>
              {isKeyAlgorithmId(id) ? keyAlgorithms[id].label : id}
            </MenuItem>
          ))}
        </TextField>
      )}
      {choice.from === 'csr' && inspection.csr !== null && (
        <Section title={t('section.csr')}>
          <CsrOverview csr={inspection.csr} />
        </Section>
      )}
    </Box>
  )
}

function CsrInput(props: {
  readonly choice: KeyChoice
  readonly inspection: Inspection
  readonly onChange: (choice: KeyChoice) => void
}): ReactElement {
  const { t } = useTranslation('requests')
  const { choice, inspection, onChange } = props
  const [file, setFile] = useState<string | undefined>(undefined)
  const [refused, setRefused] = useState<CsrProblem | undefined>(undefined)
  const take = (csr: string, name?: string): void => {
    const problem = csr === '' && name === undefined ? undefined : csrProblem(csr)
    setRefused(problem)
    setFile(problem === undefined ? name : undefined)
    // A private key is not even shown: it has no place on this screen.
    onChange({ ...choice, csr: problem === undefined ? csr : '' })
  }
  return (
    <FileDrop
      label={t('new.key.file')}
      accept=".csr,.p10,.pem,.der,.req,.txt"
      chosen={file}
      onFile={({ name, content }) => {
        take(content, name)
      }}
    >
      <TextField
        label={t('new.key.paste')}
        error={refused !== undefined}
        helperText={t(refused === undefined ? 'new.key.pasteHelp' : `new.key.refused.${refused}`)}
        multiline
        minRows={5}
        maxRows={10}
        required
        value={choice.csr}
        onChange={(event) => {
          take(event.target.value)
        }}
        slotProps={{ htmlInput: { spellCheck: false, style: { fontFamily: monospace, fontSize: 12 } } }}
      />
      {choice.csr.trim() !== '' && <ErrorView error={inspection.error} />}
    </FileDrop>
  )
}
