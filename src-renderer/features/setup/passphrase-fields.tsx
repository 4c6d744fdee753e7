import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { TextInput } from '../../ui/form/text-input.tsx'
import { fewestCharacters, passphraseStrength } from './passphrase-strength.ts'

const colours = ['failed', 'failed', 'expiringMark', 'waiting', 'active'] as const

/** The passphrase twice, with how strong it looks. Form values: `passphrase`, `again`. */
export function PassphraseFields(): ReactElement {
  const { t } = useTranslation('setup')
  const typed: unknown = useWatch({ name: 'passphrase' })
  const text = typeof typed === 'string' ? typed : ''
  const strength = passphraseStrength(text)
  const words = t('passphrase.strength', { returnObjects: true }) as unknown
  const word = Array.isArray(words) ? String(words[strength]) : ''
  const missing = fewestCharacters - [...text].length
  return (
    <>
      <Box sx={{ display: 'grid', gap: 2 }}>
        <TextInput
          name="passphrase"
          label={t('passphrase.label')}
          help={t('passphrase.rule', { count: fewestCharacters })}
          secret
          required
        />
        {text !== '' && (
          <Box sx={{ display: 'grid', gap: 1 }}>
            <Box aria-hidden sx={{ display: 'grid', gridTemplateColumns: 'repeat(4, 1fr)', gap: 1 }}>
              {[1, 2, 3, 4].map((step) => (
                <Box
                  key={step}
                  sx={(theme) => ({
                    height: 4,
                    borderRadius: 1,
                    bgcolor: strength >= step ? theme.palette.state[colours[strength]] : 'divider'
                  })}
                />
              ))}
            </Box>
            <Typography variant="caption" color="textSecondary" aria-live="polite">
              {missing > 0 ? t('passphrase.short', { count: missing }) : t('passphrase.strengthLabel', { word })}
            </Typography>
          </Box>
        )}
      </Box>
      <TextInput name="again" label={t('passphrase.again')} secret required />
    </>
  )
}
