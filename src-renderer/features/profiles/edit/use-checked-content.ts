import { useEffect, useState } from 'react'
import { useWatch } from 'react-hook-form'
import { profileContent, type ProfileContent } from '../../../../src-shared/model/profile.ts'

const pauseMs = 400

/** @returns the content as it stands in the form after a short pause, or null while a field in it is not right */
export function useCheckedContent(): ProfileContent | null {
  const values = useWatch()
  const text = JSON.stringify(values)
  const [content, setContent] = useState<ProfileContent | null>(null)
  useEffect(() => {
    const timer = setTimeout(() => {
      const parsed = profileContent.safeParse(JSON.parse(text))
      setContent(parsed.success ? parsed.data : null)
    }, pauseMs)
    return () => {
      clearTimeout(timer)
    }
  }, [text])
  return content
}
