import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reason } from '../../../src-shared/errors.ts'
import { EngineSentence } from '../../ui/engine/engine-sentence.tsx'

/** What the rules of the field hold against a profile. `onGo` leads to the field. */
export function AdviceList(props: {
  readonly advice: readonly Reason[]
  readonly onGo?: (where: string) => void
}): ReactElement {
  const { t } = useTranslation('profiles')
  const { advice, onGo } = props
  if (advice.length === 0) return <Typography color="text.secondary">{t('advice.none')}</Typography>
  return (
    <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 2 }}>
      {advice.map(({ where, rule, message }, index) => (
        <li key={`${rule} ${index}`}>
          <EngineSentence rule={rule} message={message} />
          <Typography variant="caption" color="text.secondary">
            {onGo === undefined ? (
              where
            ) : (
              <Link
                component="button"
                type="button"
                onClick={() => {
                  onGo(where)
                }}
                sx={{ font: 'inherit' }}
              >
                {where}
              </Link>
            )}{' '}
            · {rule}
          </Typography>
        </li>
      ))}
    </Box>
  )
}
