/* Wine 8 has no bcryptprimitives.dll. Every Windows 10 has: this one is for trials under Wine and is in no package.
   It fills memory with what the system's own source of randomness gives. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID data, ULONG size);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T size) { return SystemFunction036(data, (ULONG)size); }
