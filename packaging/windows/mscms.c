/* Test only: what Wine 8 lacks and every Windows 10 and 11 has; never part of what is built. */
/* test-only stand-in: Wine 8 aborts in WcsCreateIccProfile */
__declspec(dllexport) void* GetColorProfileFromHandle(void){return 0;}
__declspec(dllexport) void* CloseColorProfile(void){return 0;}
__declspec(dllexport) void* WcsCreateIccProfile(void){return 0;}
__declspec(dllexport) void* OpenColorProfileW(void){return 0;}
