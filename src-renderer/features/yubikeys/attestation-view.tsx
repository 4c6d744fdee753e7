import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { AttestationVerdict } from '../../../src-shared/model/yubikey-views.ts'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'

/** Whether it is proved that the key was made on its YubiKey, in a word. */
export function AttestationChip(props: { readonly attestation: AttestationVerdict | null }): ReactElement {
  const { t } = useTranslation('yubikeys')
  const { attestation } = props
  if (attestation === null) return <StateChip kind="check" state="not-performed" label={t('attestation.notProved')} />
  return attestation.valid ? (
    <StateChip
      kind="check"
      state="verified"
      label={t(attestation.ownRoot ? 'attestation.provedOwn' : 'attestation.proved')}
    />
  ) : (
    <StateChip kind="check" state="failed" label={t('attestation.notProved')} />
  )
}

/** What the YubiKey says of a key, and what each check of it found. */
export function AttestationView(props: { readonly attestation: AttestationVerdict | null }): ReactElement {
  const { t, i18n } = useTranslation('yubikeys')
  const { attestation } = props
  if (attestation === null) return <Typography color="textSecondary">{t('attestation.none')}</Typography>
  const { facts, ownRoot, root, steps, valid } = attestation
  return (
    <Box sx={{ display: 'grid', gap: 4 }}>
      {ownRoot && (
        <Alert severity="warning" variant="outlined">
          {t('attestation.ownRoot', { root })}
        </Alert>
      )}
      {valid && <Typography color="textSecondary">{t('attestation.lead')}</Typography>}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 2 }}>
        {steps.map(({ check, outcome, message }) => (
          <Box component="li" key={check} sx={{ display: 'flex', gap: 3, alignItems: 'flex-start' }}>
            <Box sx={{ flex: '0 0 104px' }}>
              <StateChip kind="check" state={outcome === 'passed' ? 'verified' : 'failed'} />
            </Box>
            <Box sx={{ minWidth: 0 }}>
              <Typography variant="body2" sx={{ fontWeight: 600 }}>
                {t(`attestation.check.${check}`)}
              </Typography>
              <Typography
                variant={i18n.language === 'en' ? 'body2' : 'caption'}
                color="textSecondary"
                component="p"
                lang="en"
              >
                {message}
              </Typography>
            </Box>
          </Box>
        ))}
      </Box>
      {facts !== null && (
        <DefinitionList
          items={[
            { term: t('attestation.serial'), value: facts.serial },
            { term: t('attestation.firmware'), value: facts.firmware },
            { term: t('attestation.slot'), value: facts.slot },
            {
              term: t('attestation.pinPolicy'),
              value: facts.pinPolicy === null ? null : t(`pinPolicy.${facts.pinPolicy}`)
            },
            {
              term: t('attestation.touchPolicy'),
              value: facts.touchPolicy === null ? null : t(`touchPolicy.${facts.touchPolicy}`)
            },
            { term: t('attestation.form'), value: facts.formFactor },
            { term: t('attestation.fips'), value: t(facts.fips ? 'ui:yes' : 'ui:no') },
            { term: t('attestation.root'), value: root }
          ]}
        />
      )}
    </Box>
  )
}
