import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { DigestAloud } from '../../ui/display/digest-aloud.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { stageSmall } from './stage-text.ts'

const digest = /^[0-9a-f]{64}$/

/** What a step came to: digests as words and colours, the rest as it is. */
export function FactsView(props: { readonly facts: Readonly<Record<string, string>> }): ReactElement | null {
  const { t } = useTranslation('ceremonies')
  const all = Object.entries(props.facts)
  if (all.length === 0) return null
  const label = (name: string): string => t(`fact.${name}`, { defaultValue: name })
  return (
    <Box sx={{ display: 'grid', gap: 4, '& dl': { fontSize: stageSmall, lineHeight: 1.5 } }}>
      <DefinitionList
        termWidth={280}
        items={all.filter(([, value]) => !digest.test(value)).map(([name, value]) => ({ term: label(name), value }))}
      />
      {all
        .filter(([, value]) => digest.test(value))
        .map(([name, value]) => (
          <Box key={name} sx={{ '& li': { fontSize: stageSmall, lineHeight: 1.6 } }}>
            <Typography color="textSecondary" sx={{ fontSize: stageSmall, mb: 1 }}>
              {label(name)}
            </Typography>
            <DigestAloud hex={value} label={label(name)} />
          </Box>
        ))}
    </Box>
  )
}
