import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { dnsSecurity } from '../../../src-shared/model/validation.ts'
import { Mono } from '../display/mono.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { Part } from './part.tsx'

const schema = z.object({
  lookups: z.array(z.object({ name: z.string(), type: z.string(), security: dnsSecurity, why: z.string() }))
})

/** Every lookup of a check with what DNSSEC said of it. */
export function DnssecDetail({ detail }: { readonly detail: unknown }): ReactElement | null {
  const { t } = useTranslation('ui')
  const read = schema.safeParse(detail)
  if (!read.success || read.data.lookups.length === 0) return null
  return (
    <Part title={t('evidence.dnssec.title')}>
      <QuietTable
        label={t('evidence.dnssec.title')}
        head={[
          t('evidence.dnssec.name'),
          t('evidence.dnssec.type'),
          t('evidence.dnssec.security'),
          t('evidence.dnssec.why')
        ]}
        rows={read.data.lookups.map(({ name, type, security, why }, index) => ({
          key: index,
          cells: [
            <Mono key="name" value={name} grouped={false} copy={false} />,
            type,
            t(`evidence.dnssec.state.${security}`),
            <span key="why" lang="en">
              {why}
            </span>
          ]
        }))}
      />
    </Part>
  )
}
